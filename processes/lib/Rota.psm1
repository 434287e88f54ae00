# What a PowerShell robot needs to speak with Rota (docs/robots.md). Copy this one file beside your robot and
#   Import-Module ./Rota.psm1
# Started by hand, without Rota, everything still works: values come from INPUT_<NAME>, outputs go to the screen.
# Works in Windows PowerShell 5.1 and in PowerShell 7.

# Without a console this cannot be set, but the module still works.
try { [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false) } catch { }
$script:outputs = [ordered]@{}

function ConvertTo-OneLine([string] $Text) { $Text.Replace('%', '%25').Replace("`r`n", "`n").Replace("`n", '%0A') }

function Get-VariableName([string] $Name) {
    $plain = $Name.Normalize([Text.NormalizationForm]::FormKD) -replace '\p{M}', ''
    'INPUT_' + ($plain.Replace([string][char]0x131, 'i').ToUpperInvariant() -creplace '[^A-Z0-9]', '_')
}

# All values of the run except secrets; with -Name one value. A secret comes from the environment and is always text.
function Get-RotaInput([string] $Name, $Default = $null) {
    $values = [pscustomobject]@{}
    if ($env:ROTA_INPUT) { $values = [IO.File]::ReadAllText($env:ROTA_INPUT) | ConvertFrom-Json }
    if (-not $Name) { return $values }
    if ($values.PSObject.Properties.Name -ccontains $Name) { return $values.$Name }
    $value = [Environment]::GetEnvironmentVariable((Get-VariableName $Name))
    if ($null -ne $value) { return $value }
    $Default
}

# Sets one output; it is shown while the run goes on.
function Set-RotaOutput([Parameter(Mandatory)] [string] $Name, $Value) {
    $script:outputs[$Name] = $Value
    if (-not $env:ROTA_OUTPUT) { return Write-Host "$Name = $(ConvertTo-Json $Value -Compress)" }
    # Written to another file and moved, so that nobody reads half of it.
    $new = "$env:ROTA_OUTPUT.new"
    [IO.File]::WriteAllText($new, (ConvertTo-Json $script:outputs -Compress -Depth 20), [Text.UTF8Encoding]::new($false))
    Move-Item -LiteralPath $new -Destination $env:ROTA_OUTPUT -Force
}

# Reports progress: the percentage and, in words, the present step.
function Write-RotaProgress([double] $Percent, [string] $Text = '') {
    $number = $Percent.ToString([Globalization.CultureInfo]::InvariantCulture)
    [Console]::WriteLine("::progress value=${number}::$(ConvertTo-OneLine $Text)")
}

# Masks this text from now on: it is *** in the log, in outputs and in reasons.
function Add-RotaMask([string] $Secret) { [Console]::WriteLine("::add-mask::$(ConvertTo-OneLine $Secret)") }
function Write-RotaNotice([string] $Text) { [Console]::WriteLine("::notice::$(ConvertTo-OneLine $Text)") }
function Write-RotaWarning([string] $Text) { [Console]::WriteLine("::warning::$(ConvertTo-OneLine $Text)") }
# Logs an error; Rota shows the last one as the reason if the run fails.
function Write-RotaError([string] $Text) { [Console]::WriteLine("::error::$(ConvertTo-OneLine $Text)") }

# The folder whose files are listed on the run.
function Get-RotaArtifactsFolder {
    $base = if ($env:ROTA_RUN_DIR) { $env:ROTA_RUN_DIR } else { '.' }
    (New-Item -ItemType Directory -Force -Path (Join-Path $base 'artifacts')).FullName
}

# Whether this run was asked to stop: clean up and end within the grace time.
function Test-RotaCancelled { [bool] $env:ROTA_CANCEL_FILE -and (Test-Path -LiteralPath $env:ROTA_CANCEL_FILE) }

Export-ModuleMember -Function Get-RotaInput, Set-RotaOutput, Write-RotaProgress, Add-RotaMask, Write-RotaNotice,
    Write-RotaWarning, Write-RotaError, Get-RotaArtifactsFolder, Test-RotaCancelled
