"""What every preview of a file tells of its problems."""

from merilo.problems import Problem


class FilePreview:
    """What taking a file in would do, whatever it is of: every problem, those that forbid it and those that warn."""

    __slots__ = ()
    problems: tuple[Problem, ...]

    @property
    def faults(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.blocking)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.blocking)
