"""All generators of informatics."""

from soro_tutor.domain.generators.generator import Generator
from soro_tutor.domain.generators.informatics import logic, numeral, program, size
from soro_tutor.domain.generators.worked import one_of_four, written

GENERATORS: tuple[Generator, ...] = (
    Generator("inf-units", "informatics.6.units", 6, 1, one_of_four(size.units)),
    Generator("inf-branch", "informatics.7.branching", 7, 2, one_of_four(program.branch)),
    Generator("inf-to-binary", "informatics.8.number_systems", 8, 2, written(numeral.to_binary)),
    Generator("inf-from-binary", "informatics.8.number_systems", 8, 2, one_of_four(numeral.from_binary)),
    Generator(
        "inf-to-hexadecimal", "informatics.8.number_systems", 8, 3, one_of_four(numeral.to_hexadecimal)
    ),
    Generator("inf-number-pairs", "informatics.8.number_systems", 8, 3, numeral.pairs),
    Generator("inf-binary-sum", "informatics.8.binary_arithmetic", 8, 3, written(numeral.binary_sum)),
    Generator("inf-text-size", "informatics.8.text_coding", 8, 2, written(size.text_size)),
    Generator("inf-picture-size", "informatics.8.image_coding", 8, 3, one_of_four(size.picture_size)),
    Generator("inf-logic-value", "informatics.9.logic", 9, 2, logic.expression_value),
    Generator("inf-remainders", "informatics.9.programming", 9, 2, written(program.remainders)),
    Generator("inf-for-loop", "informatics.9.program_loops", 9, 3, one_of_four(program.for_loop)),
    Generator("inf-while-loop", "informatics.9.program_loops", 9, 3, written(program.while_loop)),
    Generator("inf-download", "informatics.9.network", 9, 2, written(size.download)),
    Generator("inf-truth-table", "informatics.10.truth_table", 10, 3, written(logic.true_rows)),
    Generator("inf-network", "informatics.10.addressing", 10, 4, written(logic.network)),
    Generator("inf-sorting", "informatics.11.sorting", 11, 3, program.sorting),
    Generator("inf-passwords", "informatics.11.security", 11, 2, one_of_four(size.passwords)),
)
