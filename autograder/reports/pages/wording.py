"""Words on the pages of `autograder report`, in both languages."""

from autograder.records import Status, Text

PAGE_TITLE = Text("{submission}: {assignment}", "{submission}: {assignment}")
PAGE_QUESTIONS = Text("Points per question", "問ごとの得点")
PAGE_FEEDBACK = Text("Feedback", "フィードバック")
PAGE_NOTEBOOK = Text("Your work, as it was run", "実行した提出物")
PAGE_NOTES = Text("Notes on cell {cell}", "セル {cell} へのコメント")
PAGE_CELL = Text("Cell {cell}", "セル {cell}")
PAGE_NOT_RUN = Text("not run", "未実行")
PAGE_OUTPUT = Text("Output of cell {cell}", "セル {cell} の出力")
PAGE_FIGURE = Text("Picture {figure} shown by cell {cell}", "セル {cell} が表示した図 {figure}")
PAGE_IMAGE = Text("(image: {name})", "(画像: {name})")
PAGE_WHOLE_OUTPUT = Text("All {lines} lines", "{lines} 行すべて")
PAGE_MADE_BY = Text("Made by autograder {version}.", "autograder {version} で作成しました。")
PAGE_RESULTS = Text("Results", "採点結果")
PAGE_SUBMISSION = Text("Submission", "提出物")
PAGE_TOTAL = Text("Points of {possible}", "得点 ({possible} 点満点)")
PAGE_STATUS = Text("Status", "状態")
PAGE_MEAN = Text("Mean", "平均")
PAGE_FOR_INSTRUCTORS = Text(
    "For instructors: this page shows the points of the whole class. It stands outside of `feedback/`, so that it is not handed out with it.",
    "教員用のページです。クラス全員の得点を示しています。誤って配布しないように、`feedback/` の外に置いてあります。",
)
STATUSES = {
    Status.GRADED: Text("graded", "採点済み"),
    Status.UNREADABLE: Text("unreadable", "読み取り不可"),
    Status.NEEDS_REVIEW: Text("needs review", "要確認"),
    Status.NOT_GRADED: Text("not graded", "未採点"),
}
