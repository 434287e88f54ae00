# Writes one file for each invoice of a customer: values in, progress, artifacts and outputs out.
$ErrorActionPreference = 'Stop'
# In your own robot: copy Rota.psm1 beside it, and Import-Module (Join-Path $PSScriptRoot 'Rota.psm1').
Import-Module (Join-Path $PSScriptRoot '../../../processes/lib/Rota.psm1')

$customer = Get-RotaInput customer
$count = [int](Get-RotaInput invoices 3)
if ($customer -eq 'nobody') {
    Write-RotaError 'there is no customer called nobody'
    exit 2 # a business error: trying again would not help
}

foreach ($number in 1..$count) {
    if (Test-RotaCancelled) {
        Write-RotaWarning "stopped after $($number - 1) of $count"
        exit 1
    }
    Set-Content -LiteralPath (Join-Path (Get-RotaArtifactsFolder) "invoice-$number.txt") -Value "Invoice $number for $customer" -Encoding utf8
    Write-RotaProgress ([math]::Floor(100 * $number / $count)) "invoice $number of $count"
    Set-RotaOutput invoices $number
}

Set-RotaOutput customer $customer
Set-RotaOutput hasPassword ([bool](Get-RotaInput password))
