"""How an overlay takes hold of moto: adding an operation, wrapping one, and keeping state on a backend."""

import functools
import time


def adds_to(owner):
    """The function becomes a method of the class, so moto routes the operation of that name to it."""

    def install(function):
        if hasattr(owner, function.__name__):
            raise RuntimeError(f"moto has {owner.__name__}.{function.__name__} by now: wrap it, or drop ours")
        setattr(owner, function.__name__, function)
        return function

    return install


def wraps(owner):
    """The function takes moto's own as its first argument, then what moto's would get."""

    def install(function):
        original = getattr(owner, function.__name__)

        @functools.wraps(original)
        def wrapper(*arguments, **named):
            return function(original, *arguments, **named)

        setattr(owner, function.__name__, wrapper)
        return function

    return install


def shelf(backend, name):
    """A dictionary on a backend; moto forgets it on reset."""
    return backend.__dict__.setdefault(f"overlay_{name}", {})


def now_ms():
    return int(time.time() * 1000)


def page(items, limit, token):
    """One page of a list, and the token of the next; tokens are offsets."""
    begin = int(token or 0)
    end = begin + int(limit or 50)
    return items[begin:end], str(end) if end < len(items) else None
