"""The empty list to fill in: four sheets, needed columns starred, one example row each."""

import io

from sites.packages.importing.columns import columns


def template() -> bytes:
    """An .xlsx. The example rows are to be overwritten."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, wanted in columns().items():
        sheet = book.create_sheet(name)
        sheet.append([f"{column.head}*" if column.is_needed else column.head for column in wanted])
        sheet.append([column.example for column in wanted])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
