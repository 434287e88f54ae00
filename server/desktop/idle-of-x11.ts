/** Asks the X server, by `xprintidle` or, without it, by Python and the library of the screen saver. Null if neither can. */
export async function idleOfX11(ask: (program: string, ...args: string[]) => Promise<string>): Promise<number | null> {
  return millisecondsIn(await ask('xprintidle')) ?? millisecondsIn(await ask('python3', '-I', '-c', byLibrary));
}

const millisecondsIn = (text: string): number | null => (/^\d+\s*$/.test(text) ? Number(text) / 1000 : null);

// XScreenSaverInfo of scrnsaver.h.
const byLibrary = `
import ctypes
class Info(ctypes.Structure):
    _fields_ = [('window', ctypes.c_ulong), ('state', ctypes.c_int), ('kind', ctypes.c_int),
                ('until', ctypes.c_ulong), ('idle', ctypes.c_ulong), ('mask', ctypes.c_ulong)]
x, saver = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXss.so.1')
x.XOpenDisplay.restype = ctypes.c_void_p
x.XDefaultRootWindow.restype = ctypes.c_ulong
saver.XScreenSaverAllocInfo.restype = ctypes.POINTER(Info)
display = x.XOpenDisplay(None)
if display is None: raise SystemExit('the display does not answer.')
display = ctypes.c_void_p(display)
info = saver.XScreenSaverAllocInfo()
if not saver.XScreenSaverQueryInfo(display, ctypes.c_ulong(x.XDefaultRootWindow(display)), info): raise SystemExit(1)
print(info.contents.idle)
`;
