#!/usr/bin/env pwsh
#requires -Version 5.1
<#
.SYNOPSIS
Flashes a board: the nanoFramework runtime, Wi-Fi settings and the built firmware. Asks the device who it is at the end.

.DESCRIPTION
For Windows PowerShell 5.1 and PowerShell 7, on Windows, Linux and macOS. All it does is to start tools/Nanowire.Tool, which works
without PowerShell too: dotnet run --project tools/Nanowire.Tool -- flash --help. docs/flashing.md has more.

.PARAMETER Board
One of the folders of boards/.

.PARAMETER Port
COM3, /dev/ttyUSB0. Without it: the only serial port there is.

.PARAMETER WifiSsid
The Wi-Fi network. Without it the settings on the device stay.

.PARAMETER WifiPassword
Its password; without it, it is asked for. It goes to the tool in the environment of that one process.

.PARAMETER NetworkJson
A network deployment file of nanoff, instead of WifiSsid.

.PARAMETER Image
Another .bin than the firmware's.

.PARAMETER Configuration
Which build of the firmware: Release (default) or Debug.

.PARAMETER FwVersion
A version of the runtime other than the newest.

.PARAMETER Baud
Bits a second for the runtime; lower it where a cheap USB bridge fails.

.PARAMETER Preview
A preview of the runtime.

.PARAMETER Alternative
The board's other runtime, for older chips.

.PARAMETER Erase
Erases everything first, the stored Wi-Fi settings too.

.PARAMETER SkipFirmware
Leaves the runtime as it is.

.PARAMETER SkipApp
Leaves the application as it is.

.PARAMETER ListPorts
Lists the serial ports, and that is all.

.EXAMPLE
./flash.ps1 -Board esp32-devkitc -WifiSsid home

.EXAMPLE
./flash.ps1 -Board esp32-devkitc -Port COM3 -SkipFirmware -WhatIf
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [string] $Board,
    [string] $Port,
    [string] $WifiSsid,
    [System.Security.SecureString] $WifiPassword,
    [string] $NetworkJson,
    [string] $Image,
    [ValidateSet('Release', 'Debug')] [string] $Configuration,
    [string] $FwVersion,
    [int] $Baud,
    [switch] $Preview,
    [switch] $Alternative,
    [switch] $Erase,
    [switch] $SkipFirmware,
    [switch] $SkipApp,
    [switch] $ListPorts
)
$ErrorActionPreference = 'Stop'
$passwordVariable = 'NANOWIRE_WIFI_PASSWORD'

# Windows PowerShell has no list of arguments for a process, and loses quotes when it makes the command line itself.
function ConvertTo-CommandLine([string[]] $Arguments) {
    $quoted = foreach ($argument in $Arguments) {
        '"' + (($argument -replace '(\\*)"', '$1$1\"') -replace '(\\+)$', '$1$1') + '"'
    }
    $quoted -join ' '
}

$dotnet = Get-Command -Name dotnet -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
if (-not $dotnet) {
    throw 'The .NET SDK (10 or later) is not on this machine: https://dotnet.microsoft.com/download'
}

$tool = @('flash')
if ($Board) { $tool += '--board', $Board }
if ($Port) { $tool += '--port', $Port }
if ($WifiSsid) { $tool += '--wifi-ssid', $WifiSsid }
if ($NetworkJson) { $tool += '--network-json', $NetworkJson }
if ($Image) { $tool += '--image', $Image }
if ($Configuration) { $tool += '--configuration', $Configuration }
if ($FwVersion) { $tool += '--fw-version', $FwVersion }
if ($Baud) { $tool += '--baud', "$Baud" }
if ($Preview) { $tool += '--preview' }
if ($Alternative) { $tool += '--alternative' }
if ($Erase) { $tool += '--erase' }
if ($SkipFirmware) { $tool += '--skip-firmware' }
if ($SkipApp) { $tool += '--skip-app' }
if ($ListPorts) { $tool += '--list-ports' }

$secret = $null
if ($WhatIfPreference) {
    $tool += '--what-if'
}
elseif ((-not $ListPorts) -and (-not $PSCmdlet.ShouldProcess("board $Board", 'Flash'))) {
    return
}
elseif ($WifiPassword) {
    $secret = (New-Object -TypeName System.Net.NetworkCredential -ArgumentList '', $WifiPassword).Password
    if (-not $secret) {
        throw 'The password is empty. For a network without one leave out -WifiPassword and press Enter when asked.'
    }
    $tool += '--wifi-password-env', $passwordVariable
}

# Built before the password is anywhere: build servers live on, and keep the environment that they were started in.
$project = Join-Path -Path $PSScriptRoot -ChildPath 'tools/Nanowire.Tool'
& $dotnet.Path build $project -c Release --nologo -v:q | Out-Host
if ($LASTEXITCODE -ne 0) {
    throw "tools/Nanowire.Tool does not build: dotnet ended with $LASTEXITCODE."
}

$start = New-Object -TypeName System.Diagnostics.ProcessStartInfo
$start.FileName = $dotnet.Path
$start.Arguments = ConvertTo-CommandLine (@((Join-Path -Path $PSScriptRoot -ChildPath 'artifacts/bin/Nanowire.Tool/release/Nanowire.Tool.dll')) + $tool)
$start.UseShellExecute = $false
$start.WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
if ($secret) {
    $start.EnvironmentVariables[$passwordVariable] = $secret
}

$process = [System.Diagnostics.Process]::Start($start)
$process.WaitForExit()
exit $process.ExitCode
