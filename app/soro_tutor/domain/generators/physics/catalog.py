"""All generators of physics."""

from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.physics import electricity, force, heat, matter, motion, table, wave
from soro_tutor.domain.generators.worked import one_of_four, written

GENERATORS: tuple[Generator, ...] = (
    Generator("phys-speed", "physics.7.speed", 7, 1, one_of_four(motion.speed)),
    Generator("phys-time", "physics.7.speed", 7, 2, written(motion.time)),
    Generator("phys-speed-units", "physics.7.units", 7, 1, one_of_four(motion.conversion)),
    Generator("phys-speed-pairs", "physics.7.units", 7, 2, table.speed_pairs),
    Generator("phys-speed-order", "physics.7.speed", 7, 2, table.speed_order),
    Generator("phys-average-speed", "physics.7.average_speed", 7, 3, written(motion.average_speed)),
    Generator("phys-density", "physics.7.density", 7, 1, one_of_four(matter.density)),
    Generator("phys-mass-of-volume", "physics.7.density", 7, 2, written(matter.mass)),
    Generator("phys-weight-claim", "physics.7.force", 7, 1, table.weight_claim),
    Generator("phys-hooke", "physics.7.hooke", 7, 2, one_of_four(force.hooke)),
    Generator("phys-friction", "physics.7.friction", 7, 2, written(force.friction)),
    Generator("phys-pressure-solid", "physics.7.pressure_solid", 7, 3, one_of_four(matter.pressure_solid)),
    Generator("phys-pressure-liquid", "physics.7.pressure_liquid", 7, 2, written(matter.pressure_liquid)),
    Generator("phys-archimedes", "physics.7.archimedes", 7, 3, one_of_four(matter.archimedes)),
    Generator("phys-floating", "physics.7.archimedes", 7, 2, table.floating),
    Generator("phys-work", "physics.7.work", 7, 2, written(force.work)),
    Generator("phys-power", "physics.7.work", 7, 2, one_of_four(force.power)),
    Generator("phys-lever", "physics.7.lever", 7, 2, one_of_four(force.lever)),
    Generator("phys-efficiency", "physics.7.efficiency", 7, 2, written(force.efficiency)),
    Generator("phys-kinetic-energy", "physics.7.energy", 7, 3, one_of_four(force.kinetic)),
    Generator("phys-potential-energy", "physics.7.energy", 7, 2, written(force.potential)),
    Generator("phys-heat", "physics.8.heat", 8, 2, one_of_four(heat.heat)),
    Generator("phys-melting", "physics.8.melting", 8, 2, written(heat.melting)),
    Generator("phys-boiling", "physics.8.vaporization", 8, 4, written(heat.boiling)),
    Generator("phys-charge", "physics.8.current", 8, 2, written(electricity.charge)),
    Generator("phys-ohm-law", "physics.8.ohm", 8, 2, one_of_four(electricity.ohm)),
    Generator("phys-series", "physics.8.circuits", 8, 3, written(electricity.series)),
    Generator("phys-parallel", "physics.8.circuits", 8, 3, one_of_four(electricity.parallel)),
    Generator(
        "phys-electric-power", "physics.8.electric_power", 8, 3, one_of_four(electricity.electric_power)
    ),
    Generator("phys-electric-energy", "physics.8.electric_power", 8, 2, written(electricity.electric_energy)),
    Generator("phys-lens", "physics.8.lens", 8, 3, one_of_four(wave.lens)),
    Generator("phys-acceleration", "physics.9.accelerated_motion", 9, 2, one_of_four(motion.acceleration)),
    Generator("phys-accelerated-way", "physics.9.accelerated_motion", 9, 3, written(motion.accelerated_way)),
    Generator("phys-fall-height", "physics.9.free_fall", 9, 2, written(motion.fall_height)),
    Generator("phys-fall-speed", "physics.9.free_fall", 9, 3, one_of_four(motion.fall_speed)),
    Generator("phys-newton-second", "physics.9.newton", 9, 2, one_of_four(force.newton_second)),
    Generator("phys-circular", "physics.9.circular_motion", 9, 2, one_of_four(motion.circular)),
    Generator("phys-momentum", "physics.9.momentum", 9, 2, one_of_four(force.momentum)),
    Generator("phys-collision", "physics.9.momentum", 9, 4, written(force.collision)),
    Generator("phys-pendulum", "physics.9.oscillations", 9, 3, written(wave.pendulum)),
    Generator("phys-wave", "physics.9.waves", 9, 2, one_of_four(wave.wave)),
    Generator("phys-echo", "physics.9.waves", 9, 2, written(wave.echo)),
    Generator("phys-neutrons", "physics.9.atom", 9, 2, one_of_four(wave.neutrons)),
    Generator("phys-isotherm", "physics.10.gas_laws", 10, 2, one_of_four(heat.isotherm)),
    Generator("phys-gas-pressure", "physics.10.gas_laws", 10, 3, written(heat.gas_pressure)),
    Generator("phys-coulomb", "physics.10.coulomb", 10, 4, one_of_four(electricity.coulomb)),
    Generator("phys-capacitor", "physics.10.capacitor", 10, 2, one_of_four(electricity.capacitor)),
    Generator("phys-full-circuit", "physics.10.full_circuit", 10, 2, written(electricity.full_circuit)),
    Generator(
        "phys-transformer", "physics.11.alternating_current", 11, 2, one_of_four(electricity.transformer)
    ),
    Generator("phys-refractive-index", "physics.11.refraction", 11, 2, one_of_four(wave.light_speed)),
    Generator("phys-photon", "physics.11.photon", 11, 3, one_of_four(wave.photon)),
    Generator("phys-half-life", "physics.11.radioactivity", 11, 3, written(wave.half_life)),
)
