"""The tokens of an expression are read into its tree."""

from fractions import Fraction

from soro_tutor.domain.notation import NotReadable, Token
from soro_tutor.domain.tree import Apply, Name, Node, Number

MAX_DEPTH = 60
MAX_POSTFIXES = 4  # of one thing: 5!, 30°, 12%

_TRIGONOMETRY = ("sin", "cos", "tan", "cot")
_STARTS = ("number", "vulgar", "name", "function")


class Parser:
    """Reads tokens by precedence: sums, products (also unwritten ones), signs, powers, single things."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._place = 0
        self._depth = 0
        self._bars = 0
        self._degrees = 0

    def read(self) -> Node:
        """The tree of all the tokens."""
        tree = self._sum()
        if self._place < len(self._tokens):
            raise NotReadable(f"unexpected {self._tokens[self._place].text!r}")
        return tree

    def _next(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _is_sign(self, signs: str) -> bool:
        token = self._next()
        return token is not None and token.kind == "sign" and token.text in signs

    def _take(self) -> Token:
        token = self._next()
        if token is None:
            raise NotReadable("something is missing at the end")
        self._place += 1
        return token

    def _expect(self, sign: str) -> None:
        if not self._is_sign(sign):
            raise NotReadable(f"{sign} is missing")
        self._place += 1

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotReadable("too deep")
        tree = self._product()
        while self._is_sign("+-"):
            sign = self._take().text
            tree = Apply(sign, (tree, self._product()))
        self._depth -= 1
        return tree

    def _product(self) -> Node:
        tree = self._signed()
        while True:
            if self._is_sign("*/"):
                sign = self._take().text
                tree = Apply(sign, (tree, self._signed()))
            elif self._is_factor_next():
                tree = Apply("*", (tree, self._power()))
            else:
                return tree

    def _is_factor_next(self) -> bool:
        """Whether a factor follows without a sign: 2x, 3(x+1). Two bare numbers side by side are none."""
        token = self._next()
        if token is None:
            return False
        if token.kind == "number":
            before = self._tokens[self._place - 1]
            return before.kind == "sign" and before.text in ")}"
        if token.kind in _STARTS:
            return True
        return token.text in ("(", "{", "√", "\x01") or (token.text == "|" and not self._bars)

    def _signed(self) -> Node:
        if not self._is_sign("+-"):
            return self._power()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotReadable("too deep")
        sign = self._take().text
        tree = self._signed()
        self._depth -= 1
        return Apply("neg", (tree,)) if sign == "-" else tree

    def _power(self) -> Node:
        tree = self._postfixed(self._single())
        if not self._is_sign("^"):
            return tree
        self._place += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotReadable("too deep")
        tree = Apply("^", (tree, self._signed()))
        self._depth -= 1
        return self._postfixed(tree)

    def _postfixed(self, tree: Node) -> Node:
        for _ in range(MAX_POSTFIXES):
            if not self._is_sign("!%°"):
                break
            sign = self._take().text
            if sign == "!":
                tree = Apply("!", (tree,))
            elif sign == "%":
                tree = Apply("/", (tree, Number(Fraction(100))))
            else:
                self._degrees += 1
        return tree

    def _single(self) -> Node:
        token = self._take()
        match token.kind:
            case "number" | "vulgar":
                return self._mixed(Number(token.value))
            case "name":
                return Name(token.text)
            case "function":
                return self._function(token.text)
            case "sign":
                return self._bracketed(token.text)
        raise NotReadable(f"unexpected {token.text!r}")

    def _mixed(self, whole: Number) -> Node:
        """A whole number with the fraction that stands behind it: 2½, 2 1/2, 2\\frac{1}{2}."""
        token = self._next()
        if token is None or whole.value.denominator != 1:
            return whole
        if token.kind == "vulgar":
            self._place += 1
            return Number(whole.value + token.value)
        start = self._place
        fraction = self._typed_fraction() or self._stacked_fraction()
        if fraction is not None:
            return Number(whole.value + fraction)
        self._place = start
        return whole

    def _typed_fraction(self) -> Fraction | None:
        pattern = self._tokens[self._place : self._place + 3]
        kinds = [token.text if token.kind == "sign" else token.kind for token in pattern]
        if kinds != ["number", "/", "number"] or not pattern[0].is_spaced or pattern[2].value == 0:
            return None
        self._place += 3
        return pattern[0].value / pattern[2].value

    def _stacked_fraction(self) -> Fraction | None:
        pattern = self._tokens[self._place : self._place + 7]
        kinds = [token.text if token.kind == "sign" else token.kind for token in pattern]
        if kinds != ["\x01", "{", "number", "}", "{", "number", "}"] or pattern[5].value == 0:
            return None
        self._place += 7
        return pattern[2].value / pattern[5].value

    def _bracketed(self, sign: str) -> Node:
        match sign:
            case "(" | "{":
                bars, self._bars = self._bars, 0
                tree = self._sum()
                self._bars = bars
                self._expect(")" if sign == "(" else "}")
                return tree
            case "|":
                self._bars += 1
                tree = self._sum()
                self._bars -= 1
                self._expect("|")
                return Apply("abs", (tree,))
            case "√":
                return self._root()
            case "\x01":
                self._expect("{")
                top = self._bracketed("{")
                self._expect("{")
                return Apply("/", (top, self._bracketed("{")))
        raise NotReadable(f"unexpected {sign!r}")

    def _root(self) -> Node:
        """A root of the one thing behind the sign; '√(3)(8)' from \\sqrt[3]{8} is the third root."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotReadable("too deep")
        degree: Node = Number(Fraction(2))
        is_first_round = self._is_sign("(")
        tree = self._single()
        if is_first_round and self._is_sign("{"):
            degree, tree = tree, self._single()
        self._depth -= 1
        return Apply("root", (tree, degree))

    def _function(self, name: str) -> Node:
        base: Node | None = None
        power: Node | None = None
        token = self._next()
        if name == "log" and token is not None and token.kind == "base":
            self._place += 1
            base = Number(token.value) if token.value else Name(token.text)
        if self._is_sign("^"):
            self._place += 1
            power = self._single()
        degrees, self._degrees = self._degrees, 0
        argument = self._argument(name)
        if self._degrees and name in _TRIGONOMETRY:
            argument = Apply("*", (argument, Apply("/", (Name("π"), Number(Fraction(180))))))
        self._degrees = degrees
        tree = _called(name, argument, base)
        return tree if power is None else Apply("^", (tree, power))

    def _argument(self, name: str) -> Node:
        """What a function is taken of: a bracket, or the factors behind it as in 'sin 2x'."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotReadable("too deep")
        is_bracket = self._is_sign("({")
        tree = self._postfixed(self._single()) if is_bracket else self._signed()
        while not is_bracket and name != "sqrt" and self._is_factor_next() and not self._is_function_next():
            tree = Apply("*", (tree, self._power()))
        self._depth -= 1
        return tree

    def _is_function_next(self) -> bool:
        token = self._next()
        return token is not None and (token.kind == "function" or token.text == "(")


def _called(name: str, argument: Node, base: Node | None) -> Node:
    if name == "sqrt":
        return Apply("root", (argument, Number(Fraction(2))))
    if name == "log":
        return Apply("log", (argument, base or Number(Fraction(10))))
    return Apply(name, (argument,))
