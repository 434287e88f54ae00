import type { ChildProcess, StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { ChildStart } from '../child-port.ts';
import { takePipe, type NamedPipe } from './named-pipes.ts';
import type { Stream } from '../stdout/protocol.ts';

/** The three standard streams of one child. */
export interface StandardStreams {
  readonly stdio: StdioOptions;
  /** The child has its own copies: closes those that only it should have open. */
  given(child: ChildProcess): readonly (readonly [Stream, Readable])[];
  /** The child could not be started. */
  dropped(): void;
}

/**
 * Real pipes and files, which a child may open by name (`/dev/stdout`), if the system allows it; else sockets. With `mergeOutput`
 * stdout and stderr are one pipe. @throws if no more files can be opened.
 */
export function standardStreams(start: ChildStart): StandardStreams {
  const { mergeOutput = false } = start;
  // macOS can open any descriptor by name, socket or not; there a named pipe is only needed for sharing.
  const isNamed = process.platform === 'linux' || (mergeOutput && process.platform !== 'win32');
  const out = isNamed ? takePipe() : null;
  const err = out === null || mergeOutput ? null : takeSecond(out);
  const pipes = [out, err].filter((pipe) => pipe !== null);
  const stdin = openInput(start);
  const close = () => {
    if (typeof stdin === 'number') closeSync(stdin);
    for (const pipe of pipes) pipe.given();
  };
  const outEnd = out?.writer ?? 'pipe';
  const errEnd = err?.writer ?? (mergeOutput && out !== null ? out.writer : 'pipe');
  return {
    stdio: [stdin, outEnd, errEnd],
    given(child) {
      close();
      // Without a named pipe both are read, each for itself: their lines are merged in order of arrival (output-listener.ts).
      return [
        ...streamOf('stdout', out, child.stdout),
        ...(mergeOutput && out !== null ? [] : streamOf('stderr', err, child.stderr)),
      ];
    },
    dropped() {
      close();
      for (const pipe of pipes) {
        closeSync(pipe.reader);
        pipe.done(true);
      }
    },
  };
}

function takeSecond(first: NamedPipe): NamedPipe | null {
  try {
    return takePipe();
  } catch (error) {
    first.given();
    closeSync(first.reader);
    first.done(true);
    throw error;
  }
}

function openInput({ stdinFile = null, stdinLine }: ChildStart): number | 'pipe' | 'ignore' {
  if (stdinLine === null) return 'ignore';
  if (stdinFile === null || process.platform === 'win32') return 'pipe';
  try {
    return openSync(stdinFile, 'r');
  } catch {
    return 'pipe';
  }
}

function streamOf(name: Stream, pipe: NamedPipe | null, given: Readable | null): [Stream, Readable][] {
  if (pipe === null) return given === null ? [] : [[name, given]];
  const stream = new Socket({ fd: pipe.reader, readable: true, writable: false });
  let isAtEnd = false;
  stream.on('end', () => (isAtEnd = true));
  stream.on('close', () => pipe.done(isAtEnd));
  return [[name, stream]];
}
