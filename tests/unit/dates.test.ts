import assert from 'node:assert/strict';
import test from 'node:test';
import { readDate } from '../../server/domain/start/dates.ts';

const at = (text: string, edge: 'start' | 'end' = 'start', zone = 'Europe/Istanbul'): number | string => {
  const read = readDate(text, zone, edge);
  return read.ok ? read.at : read.problem;
};
const istanbul = (hour: number, minute: number, second = 0): number => Date.UTC(2020, 10, 16, hour - 3, minute, second);

test('every documented form of a date means the same instant', () => {
  for (const text of [
    '2020-11-16 16:56:00',
    '2020-11-16 16:56',
    '2020-11-16T16:56:00',
    '2020-11-16T16:56',
    '2020-11-16T16:56:00.000',
    '2020-11-16T16:56:00+03:00',
    '2020-11-16T16:56:00+0300',
    '2020-11-16T16:56+03',
    '2020-11-16T13:56:00Z',
    '2020-11-16 13:56:00Z',
    '16.11.2020 16:56:00',
    '16.11.2020 16:56',
    '  2020-11-16   16:56:00 ',
  ]) {
    assert.equal(at(text), istanbul(16, 56), text);
  }
});

test('a date alone opens a window at its first second and closes it at its last', () => {
  for (const text of ['2020-11-16', '16.11.2020']) {
    assert.equal(at(text, 'start'), istanbul(0, 0));
    assert.equal(at(text, 'end'), istanbul(23, 59, 59));
  }
});

test('what is not in the calendar or no date is refused with advice', () => {
  for (const text of [
    '2020-02-30 10:00:00',
    '2020-13-01',
    '2021-02-29',
    '2020-11-16 24:00:00',
    '2020-11-16 10:60',
    '32.01.2020',
  ]) {
    assert.match(String(at(text)), /is not in the calendar, write yyyy-MM-dd HH:mm:ss$/, text);
  }
  for (const text of [
    '',
    'soon',
    '16/11/2020',
    '11-16-2020',
    '1605545760000',
    '2020-11-16 4pm',
    '2020-11-16 16:56:00 Europe/Istanbul',
  ]) {
    assert.match(String(at(text)), /cannot be read as a date/, text);
  }
  assert.match(String(at('2020-11-16T10:00:00+19:00')), /offset/);
});

test('a time that exists twice opens a window at its first pass and closes it at its second', () => {
  assert.equal(at('2026-10-25 02:30:00', 'start', 'Europe/Berlin'), Date.UTC(2026, 9, 25, 0, 30));
  assert.equal(at('2026-10-25 02:30:00', 'end', 'Europe/Berlin'), Date.UTC(2026, 9, 25, 1, 30));
});

test('a time that does not exist is moved on, and the note says where to', () => {
  const read = readDate('2026-03-29 02:30:00', 'Europe/Berlin', 'start');
  assert.ok(read.ok);
  assert.equal(read.at, Date.UTC(2026, 2, 29, 1, 30));
  assert.match(read.note ?? '', /does not exist in Europe\/Berlin.*2026-03-29 03:30:00/);
});

test('the "no date" of other languages is simply past: nothing odd is said of its clocks', () => {
  for (const zone of ['UTC', 'Europe/Istanbul'])
    assert.deepEqual({ ...readDate('0001-01-01 00:00:00', zone, 'start'), at: 0 }, { ok: true, at: 0, note: null });
});

test('an offset is read with another sign, other minutes, or where no place on earth has it', () => {
  const offsets: [string, number][] = [
    ['z', 0],
    ['+03:30', 210],
    ['+0330', 210],
    ['-0330', -210],
    ['-03', -180],
    ['+18:59', 1139],
    ['-00:59', -59],
  ];
  for (const [offset, minutes] of offsets)
    assert.equal(at(`2020-11-16T10:00:00${offset}`), Date.UTC(2020, 10, 16, 10) - minutes * 60_000, offset);
  for (const offset of ['+19:00', '+03:60', '-0399'])
    assert.match(String(at(`2020-11-16T10:00:00${offset}`)), /has an offset that no place on earth has/, offset);
});

test('the note on a time that exists twice names the other pass, or none is given for a change of 1900', () => {
  const noteOf = (text: string, zone: string, edge: 'start' | 'end') => {
    const read = readDate(text, zone, edge);
    return read.ok ? read.note : read.problem;
  };
  assert.match(noteOf('2026-10-25 02:30', 'Europe/Berlin', 'start') ?? '', /exists twice .* the first is taken/);
  assert.match(noteOf('2026-10-25 02:30', 'Europe/Berlin', 'end') ?? '', /exists twice .* the second is taken/);
  assert.match(noteOf('1900-09-30 23:55', 'Africa/Cairo', 'start') ?? '', /exists twice/);
  assert.equal(noteOf('1893-04-01 00:03', 'Europe/Berlin', 'start'), null);
});

test('a text that is no date is repeated at length', () => {
  assert.match(String(at('x'.repeat(60))), /^'x{60}' cannot/);
  assert.match(String(at('x'.repeat(61))), /^'x{60}…' cannot/);
});
