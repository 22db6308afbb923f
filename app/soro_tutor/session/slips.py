"""The words for the slips that code recognises in a learner's lines."""

from soro_tutor.domain.slip import Slip
from soro_tutor.i18n import translate


def words(slip: Slip) -> str:
    """What may have happened, as a sentence to the learner that does not say the right line."""
    return _sentences()[slip]


def _sentences() -> dict[Slip, str]:
    return {
        Slip.MOVED_SIGN: translate("Perhaps a term moved to the other side and kept its sign."),
        Slip.ONE_SIDE: translate("Perhaps only one side was multiplied or divided."),
        Slip.FIRST_TERM_ONLY: translate("Perhaps only the first term in the bracket was multiplied."),
        Slip.BRACKET_SIGN: translate("Perhaps a sign in the bracket did not change behind the minus."),
        Slip.FRACTIONS_ADDED: translate("Perhaps numerators and denominators were added separately."),
        Slip.SQUARE_OF_SUM: translate("Perhaps each term was raised to the power by itself."),
        Slip.ORDER_OF_OPERATIONS: translate("Perhaps the order of operations was changed."),
        Slip.MINUS_TIMES_MINUS: translate("Perhaps the sign of two minuses was lost."),
        Slip.CANCELLED_TERM: translate("Perhaps a term of a sum was cancelled as if it were a factor."),
        Slip.LOST_ROOT: translate("Perhaps a second root was left out."),
        Slip.LOST_ZERO: translate("Perhaps both sides were divided by the unknown, which may be zero."),
    }
