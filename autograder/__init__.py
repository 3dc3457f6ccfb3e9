"""An automated grader for Python coursework in notebooks and modules."""

__version__ = "0.2.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: "InteractiveShell") -> None:
    """Give a notebook the magic `%check`; IPython calls this for `%load_ext autograder`."""
    from autograder.selfcheck.notebook_magic import register  # a grader does without it

    register(shell)
