#!/usr/bin/env pwsh
# Flashes an ESP32 with the nanoFramework runtime, stores Wi-Fi credentials on it and deploys the built firmware.
#
#   ./flash.ps1 -Board esp32-devkitc -Port COM3 -WifiSsid home
#
# A first step, in three calls of nanoff 2.5 (`dotnet tool install -g nanoff`). What it does not do yet: build the firmware, find
# the port by itself, wait for ports that come back under another name, retry, speak nanoff 3. It was not tried on a board.
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Board,
    [Parameter(Mandatory)] [string] $Port,
    [string] $WifiSsid,
    [securestring] $WifiPassword,
    [string] $Image = (Join-Path $PSScriptRoot 'firmware/bin/Release/Nanowire.Firmware.bin')
)
$ErrorActionPreference = 'Stop'

$boardFile = Join-Path $PSScriptRoot "boards/$Board/board.json"
if (-not (Test-Path $boardFile)) { throw "There is no board '$Board': $boardFile is missing." }
$target = (Get-Content $boardFile -Raw | ConvertFrom-Json).nanoffTarget
if (-not $target) { throw "The board '$Board' is not one that can be flashed." }
if (-not (Get-Command nanoff -ErrorAction SilentlyContinue)) { throw 'nanoff is missing: dotnet tool install -g nanoff' }
if ((nanoff --version | Out-String) -match '(\d+)\.\d+' -and [int] $Matches[1] -ge 3) { throw 'This script speaks to nanoff 2.5; version 3 has other commands.' }
if (-not (Test-Path $Image)) { throw "The firmware is not built: $Image is missing. Build nf.sln (Release) with the nanoFramework project system." }

function Invoke-Nanoff([string] $What, [string[]] $Arguments) {
    if (-not $PSCmdlet.ShouldProcess($What, "nanoff $Arguments")) { return }
    Write-Host "== $What"
    & nanoff @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$What failed: nanoff ended with $LASTEXITCODE." }
}

Invoke-Nanoff "Flashing the runtime ($target)" @('--update', '--target', $target, '--serialport', $Port)

if ($WifiSsid) {
    if (-not $WifiPassword) { $WifiPassword = Read-Host "Password of '$WifiSsid'" -AsSecureString }
    $network = @{
        WirelessClient = @{
            Ssid                = $WifiSsid
            Password            = (New-Object System.Net.NetworkCredential('', $WifiPassword)).Password
            Authentication      = 'WPA2'
            Encryption          = 'WPA2_PSK2'
            ConfigurationOption = 'AutoConnect'
        }
    }

    # nanoff takes the password from a file only; it is deleted whatever happens.
    $file = New-TemporaryFile
    try {
        ConvertTo-Json $network | Set-Content $file
        Invoke-Nanoff "Storing the Wi-Fi network '$WifiSsid'" @('--networkdeployment', $file.FullName, '--serialport', $Port)
    }
    finally {
        Remove-Item $file -Force
    }
}

# The plain device path: it asks the device for the address, which nanoff's own table has wrong for some chips.
Invoke-Nanoff 'Deploying the firmware' @('--nanodevice', '--deploy', '--serialport', $Port, '--image', $Image)
Write-Host 'Done. The serial console says where to point the browser.'
