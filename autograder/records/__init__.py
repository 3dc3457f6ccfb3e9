"""The frozen records that one stage hands to the next.

    path ──load──▶ Assignment, Submission
                    ──observe──▶ Observation         what happened; no opinion
                    ──check────▶ CheckResult …       opinion; no points
                    ──score────▶ QuestionResult … ▶ SubmissionResult

Nothing here computes more than a view of its own fields, and nothing changes after it is made.
"""

from autograder.records.assignments import (
    Assignment as Assignment,
    Limits as Limits,
    Question as Question,
)
from autograder.records.checks import (
    Agreement as Agreement,
    Apart as Apart,
    Case as Case,
    Check as Check,
    CheckResult as CheckResult,
    CourseFunction as CourseFunction,
    Difference as Difference,
    Finding as Finding,
    Mistake as Mistake,
    Outcome as Outcome,
    Violation as Violation,
)
from autograder.records.observations import (
    Answer as Answer,
    AskedGroup as AskedGroup,
    CallRequest as CallRequest,
    CellRequest as CellRequest,
    CellRun as CellRun,
    DependsOn as DependsOn,
    Effect as Effect,
    EstimatorRequest as EstimatorRequest,
    Exchange as Exchange,
    FigureRequest as FigureRequest,
    FileRequest as FileRequest,
    Frame as Frame,
    ModelRequest as ModelRequest,
    ModuleRequest as ModuleRequest,
    NotAsked as NotAsked,
    NoText as NoText,
    Observation as Observation,
    Output as Output,
    Played as Played,
    ProgramRequest as ProgramRequest,
    Raised as Raised,
    Ran as Ran,
    Request as Request,
    ScenarioRequest as ScenarioRequest,
    Step as Step,
    StepRequest as StepRequest,
    Stopped as Stopped,
    StopReason as StopReason,
    Undefined as Undefined,
    Unsendable as Unsendable,
    UnsendableKind as UnsendableKind,
    UsesRequest as UsesRequest,
    Value as Value,
    ValueRequest as ValueRequest,
    WorkerAnswer as WorkerAnswer,
    WorkerRequest as WorkerRequest,
    Written as Written,
)
from autograder.records.results import (
    QuestionResult as QuestionResult,
    ScoredCheck as ScoredCheck,
    SubmissionResult as SubmissionResult,
)
from autograder.records.submissions import (
    Cell as Cell,
    OwnFile as OwnFile,
    Problem as Problem,
    Status as Status,
    Submission as Submission,
    module_of as module_of,
)
from autograder.records.texts import (
    LANGUAGES as LANGUAGES,
    Fault as Fault,
    Language as Language,
    Text as Text,
)
from autograder.records.validations import (
    Catches as Catches,
    Survivor as Survivor,
    Validation as Validation,
)
