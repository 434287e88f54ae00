# Types the text of the variables ROBOT_* into Notepad, and reports each step to the robot in a line:
# "window <title>", "typed <count>", "saved", "retry", "picture", "closing", "cannot <why>". ASCII only: PowerShell 5 reads it so.
$ErrorActionPreference = 'Stop'
# Output and errors are read as UTF-8; the console would use the system's code page.
try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }
# Without a console this cannot be set; the lines for the robot are written as UTF-8 in any case.
$out = New-Object IO.StreamWriter ([Console]::OpenStandardOutput()), (New-Object Text.UTF8Encoding $false)
$file = $env:ROBOT_FILE
$text = $env:ROBOT_TEXT
$leaf = [IO.Path]::GetFileNameWithoutExtension($file)
$delayMs = [int]$env:ROBOT_DELAY_MS
function Say([string]$line) { $out.WriteLine($line); $out.Flush() }
function Stop-With([string]$why) { throw "cannot $why" }
function Wait-Until([scriptblock]$test, [int]$seconds) {
  $deadline = [DateTime]::UtcNow.AddSeconds($seconds)
  while (-not (& $test)) {
    if ([DateTime]::UtcNow -gt $deadline) { return $false }
    if (Test-Path -LiteralPath $env:ROBOT_STOP_FILE) { throw 'stopped' }
    Start-Sleep -Milliseconds 50
  }
  return $true
}

Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
public static class Desk {
  [StructLayout(LayoutKind.Sequential)] public struct Rect { public int Left, Top, Right, Bottom; }
  [StructLayout(LayoutKind.Sequential)] struct Key { public ushort Vk, Scan; public uint Flags, Time; public IntPtr Extra; }
  [StructLayout(LayoutKind.Sequential)] struct Mouse { public int X, Y; public uint Data, Flags, Time; public IntPtr Extra; }
  [StructLayout(LayoutKind.Explicit)] struct Either { [FieldOffset(0)] public Key Key; [FieldOffset(0)] public Mouse Mouse; }
  [StructLayout(LayoutKind.Sequential)] struct Input { public uint Type; public Either What; }
  delegate bool Seen(IntPtr window, IntPtr unused);
  [DllImport("user32.dll")] static extern bool EnumWindows(Seen seen, IntPtr unused);
  [DllImport("user32.dll", CharSet = CharSet.Unicode)] static extern int GetWindowTextW(IntPtr window, StringBuilder text, int size);
  [DllImport("user32.dll", CharSet = CharSet.Unicode)] static extern int GetClassNameW(IntPtr window, StringBuilder text, int size);
  [DllImport("user32.dll")] static extern bool IsWindowVisible(IntPtr window);
  [DllImport("user32.dll")] static extern bool SetForegroundWindow(IntPtr window);
  [DllImport("user32.dll")] static extern bool ShowWindow(IntPtr window, int how);
  [DllImport("user32.dll")] static extern bool IsIconic(IntPtr window);
  [DllImport("user32.dll")] static extern bool PostMessageW(IntPtr window, uint message, IntPtr w, IntPtr l);
  [DllImport("user32.dll", SetLastError = true)] static extern uint SendInput(uint count, Input[] inputs, int size);
  [DllImport("user32.dll")] public static extern IntPtr GetForegroundWindow();
  [DllImport("user32.dll")] public static extern bool IsWindow(IntPtr window);
  [DllImport("user32.dll")] public static extern bool GetWindowRect(IntPtr window, out Rect rect);
  [DllImport("user32.dll")] public static extern uint GetWindowThreadProcessId(IntPtr window, out uint id);
  public static string Title(IntPtr window) { var s = new StringBuilder(1024); GetWindowTextW(window, s, s.Capacity); return s.ToString(); }
  public static IntPtr[] Notepads() {
    var found = new List<IntPtr>();
    EnumWindows((window, unused) => {
      var name = new StringBuilder(256);
      GetClassNameW(window, name, name.Capacity);
      if (name.ToString() == "Notepad" && IsWindowVisible(window)) found.Add(window);
      return true;
    }, IntPtr.Zero);
    return found.ToArray();
  }
  [DllImport("user32.dll")] static extern short GetAsyncKeyState(int key);
  // One call of SendInput is not torn apart, but what was sent in part, or by a robot that was killed before, leaves keys down.
  public static void Release() {
    for (ushort vk = 8; vk < 255; vk++) if (GetAsyncKeyState(vk) < 0) SendInput(1, new[] { Make(vk, 0, 2) }, Marshal.SizeOf(typeof(Input)));
  }
  static Input Make(ushort vk, ushort scan, uint flags) {
    var input = new Input(); input.Type = 1;
    input.What.Key = new Key { Vk = vk, Scan = scan, Flags = flags };
    return input;
  }
  static void Send(params Input[] inputs) {
    if (SendInput((uint)inputs.Length, inputs, Marshal.SizeOf(typeof(Input))) != inputs.Length) throw new Exception("cannot send keys: the desktop is locked or belongs to an administrator's window.");
  }
  public static void Type(char c) { Send(Make(0, c, 4), Make(0, c, 6)); }
  public static void Press(ushort vk) { Send(Make(vk, 0, 0), Make(vk, 0, 2)); }
  public static void Control(ushort vk) { Send(Make(0x11, 0, 0), Make(vk, 0, 0), Make(vk, 0, 2), Make(0x11, 0, 2)); }
  public static void Close(IntPtr window) { PostMessageW(window, 0x10, IntPtr.Zero, IntPtr.Zero); }
  public static void Front(IntPtr window) {
    if (IsIconic(window)) ShowWindow(window, 9);
    // Windows lets only the program that had the last key press bring a window to the front: F24, which nothing uses, is one.
    Press(0x87);
    SetForegroundWindow(window);
  }
}
'@

function Test-Ours { [Desk]::Title($script:window).Contains($leaf) }
function Confirm-Front {
  if (-not (Wait-Until { if ([Desk]::GetForegroundWindow() -eq $script:window) { $true } else { [Desk]::Front($script:window); $false } } 5)) { Stop-With 'type: another window keeps the keyboard.' }
  if (-not (Test-Ours)) { Stop-With 'type: another tab was chosen in Notepad.' }
}
function Test-Saved {
  try { $saved = [IO.File]::ReadAllText($file, (New-Object Text.UTF8Encoding $false)) } catch [IO.IOException] { return $false }
  return [string]::Equals($saved.Trim([char]0xFEFF).TrimEnd("`r", "`n"), $text, [StringComparison]::Ordinal)
}
function Save-Note { Confirm-Front; [Desk]::Control(0x53) }
function Send-Text {
  for ($i = 0; $i -lt $text.Length; $i++) {
    if (Test-Path -LiteralPath $env:ROBOT_STOP_FILE) { throw 'stopped' }
    Confirm-Front
    [Desk]::Type($text[$i])
    Start-Sleep -Milliseconds $delayMs
    Say "typed $($i + 1)"
  }
}
# Notepad corrects the spelling of typed text, but not of pasted text.
function Send-Paste {
  $previous = Get-Clipboard -Raw
  Confirm-Front; [Desk]::Control(0x41); [Desk]::Press(0x2E)
  Set-Clipboard -Value $text
  try { Confirm-Front; [Desk]::Control(0x56); Start-Sleep -Milliseconds 300 } finally { if ($previous) { Set-Clipboard -Value $previous } }
}
function Save-Picture {
  try {
    Add-Type -AssemblyName System.Drawing
    $r = New-Object Desk+Rect
    [void][Desk]::GetWindowRect($script:window, [ref]$r)
    $bitmap = New-Object Drawing.Bitmap ($r.Right - $r.Left), ($r.Bottom - $r.Top)
    $graphics = [Drawing.Graphics]::FromImage($bitmap)
    $graphics.CopyFromScreen($r.Left, $r.Top, 0, 0, $bitmap.Size)
    $bitmap.Save($env:ROBOT_SCREENSHOT, [Drawing.Imaging.ImageFormat]::Png)
    Say 'picture'
  } catch { }
}
# Everything is saved first, so that Notepad asks nothing. The Notepad of Windows 11 holds all windows and tabs in one process,
# the user's too: only our tab is closed there, and the window only if it is new.
function Close-Ours([IntPtr[]]$before) {
  if (Test-Ours) {
    $id = [uint32]0
    [void][Desk]::GetWindowThreadProcessId($script:window, [ref]$id)
    $hasTabs = (Get-Process -Id $id).Path -like '*\WindowsApps\*'
    if (-not (Test-Saved)) { Confirm-Front; [Desk]::Control(0x53); Start-Sleep -Milliseconds 500 }
    if ($hasTabs) { Confirm-Front; [Desk]::Control(0x57); Start-Sleep -Milliseconds 500 } else { [Desk]::Close($script:window) }
  }
  if ([Desk]::IsWindow($script:window) -and $before -notcontains $script:window) { [Desk]::Close($script:window) }
  $deadline = [DateTime]::UtcNow.AddSeconds(5)
  while ([Desk]::IsWindow($script:window) -and (Test-Ours) -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
}

function Find-Window {
  $seen = [Desk]::Notepads() | Where-Object { [Desk]::Title($_).Contains($leaf) } | Select-Object -First 1
  if ($null -eq $seen) { return $false }
  $script:window = $seen
  return $true
}

$script:window = [IntPtr]::Zero
$before = @()
$isStarted = $false
try {
  if (-not [Environment]::UserInteractive) { Stop-With 'open Notepad: this session has no desktop (is Rota run as a service?).' }
  [Desk]::Release()
  $before = [Desk]::Notepads()
  Start-Process -FilePath "$env:SystemRoot\System32\notepad.exe" -ArgumentList "`"$file`""
  $isStarted = $true
  if (-not (Wait-Until { Find-Window } 20)) { Stop-With 'see a window of Notepad with the file in it.' }
  Say "window $([Desk]::Title($script:window))"
  Send-Text
  Save-Note
  if (-not (Wait-Until { Test-Saved } 5)) {
    Say 'retry'
    Send-Paste
    Save-Note
    if (-not (Wait-Until { Test-Saved } 5)) { Stop-With 'see the typed text in the file that Notepad saved.' }
  }
  Say 'saved'
  Save-Picture
} catch {
  Say ('cannot ' + ($_.Exception.Message -replace '^cannot ', ''))
  $env:ROBOT_KEEP_OPEN = ''
} finally {
  [Desk]::Release()
  if ($isStarted -and $env:ROBOT_KEEP_OPEN -ne '1') {
    Say 'closing'
    # From here on a request to stop is ignored: it is being carried out.
    Remove-Item -LiteralPath $env:ROBOT_STOP_FILE -ErrorAction SilentlyContinue
    try { if ($script:window -ne [IntPtr]::Zero -or (Wait-Until { Find-Window } 3)) { Close-Ours $before } } catch { }
  }
}
