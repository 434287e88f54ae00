"""Values of the run in as a work item, files and a summary out. Needs: pip install robocorp-tasks robocorp-workitems"""
import os
from pathlib import Path

from robocorp import workitems
from robocorp.tasks import task


@task
def write_invoices():
    values = workitems.inputs.current.payload
    customer, count = values["customer"], int(values.get("invoices", 3))
    files = []
    for number in range(1, count + 1):
        file = Path(os.environ["ROTA_RUN_DIR"]) / f"invoice-{number}.txt"
        file.write_text(f"Invoice {number} for {customer}\n", encoding="utf-8")
        files.append(file)
        print(f"::progress value={100 * number // count}::invoice {number} of {count}")
    # Secrets are in no work item: they come by environment.
    has_password = os.environ.get("INPUT_PASSWORD", "") != ""
    summary = {"Invoices written": count, "customer": customer, "hasPassword": has_password}
    workitems.outputs.create(payload=summary, files=files)
