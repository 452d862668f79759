"""The list to fill in: one sheet with the columns and an example, one that says how."""

from sites.foundation.language import N_, _
from sites.foundation.spreadsheet import Sheet

HEAD: tuple[str, ...] = (
    "姓名",
    "人员类别",
    "性别",
    "证件类型",
    "证件号码",
    "手机号码",
    "部门",
    "备注",
    "监护人同意",
)
EXAMPLE: tuple[str, ...] = (
    "示例（不导入）张三",
    "职工",
    "男",
    "身份证",
    "330102198001010013",
    "13800000000",
    "示例部门",
    "",
    "",
)
HOW: tuple[str, ...] = (
    N_("One person in a row, at most 500. Only the name is needed at once; numbers may follow until the names are due."),
    N_("Travels as: 职工 (also when empty), 家属, or 领队, 司机, 导游, 工作人员."),
    N_("Format numbers of documents and telephones as text, as these columns are: a spreadsheet loses the last digits of an 18-digit number."),
    N_("Kind of document: 身份证 (also when empty), 护照, 其他. Sex may stay empty: an ID number tells it."),
    N_("A child under 14 travels as 家属, and its guardian agrees: write 是 in the last column."),
    N_("部门 says who is put into a room together with whom; it may stay empty."),
    N_("Rare characters stay as they are. Where one cannot be typed, correct the name after sending the file."),
    N_("The first visible sheet is read; columns may stand in any order, and others are passed over."),
)  # fmt: skip


BATCH_HEAD, BATCH_EXAMPLE = "批次", "1"
HOW_BATCH = N_(
    "批次 is the number of the batch in the year's plan: 1, 2, 3. A batch takes people once it is held."
)


def roster_template(*, by_batch: bool = False) -> tuple[Sheet, Sheet]:
    """The headings are Chinese for everybody, because units share files."""
    head, example, how = (HEAD, EXAMPLE, HOW)
    if by_batch:
        head, example, how = (BATCH_HEAD, *head), (BATCH_EXAMPLE, *example), (HOW_BATCH, *how)
    return (
        Sheet(_("Who travels"), head, [example]),
        Sheet(_("How to fill it in"), (_("How to fill it in"),), [(_(line),) for line in how]),
    )
