"""Writes one file for each invoice of a customer: values in, progress, artifacts and outputs out."""
import os
import sys

# In your own robot: copy rota.py beside it, and leave this line out.
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../processes/lib"))
import rota

customer = rota.input_value("customer")
count = int(rota.input_value("invoices", 3))
if customer == "nobody":
    rota.error("there is no customer called nobody")
    sys.exit(2)  # a business error: trying again would not help

for number in range(1, count + 1):
    if rota.is_cancelled():
        rota.warning(f"stopped after {number - 1} of {count}")
        sys.exit(1)
    with open(os.path.join(rota.artifacts_folder(), f"invoice-{number}.txt"), "w", encoding="utf-8") as file:
        file.write(f"Invoice {number} for {customer}\n")
    rota.progress(100 * number // count, f"invoice {number} of {count}")
    rota.set_output("invoices", number)

rota.set_output("customer", customer)
rota.set_output("hasPassword", bool(rota.input_value("password")))
