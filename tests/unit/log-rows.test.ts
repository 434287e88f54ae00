import assert from 'node:assert/strict';
import test from 'node:test';
import { createGroups, opensByItself, type LogGroup } from '../../renderer/ui/log/log-groups.ts';
import { chosenRows, shownRows } from '../../renderer/ui/log/log-rows.ts';
import { createRowHeights } from '../../renderer/ui/log/row-heights.ts';
import { scrollScale, tallestPx } from '../../renderer/ui/log/scroll-scale.ts';

const group = (from: number, to: number | null, depth = 0, isFailed = false): LogGroup => ({
  from,
  to,
  end: to,
  depth,
  isFailed,
});

test('the rows of a log with folded groups skip a line or show one twice', () => {
  const groups = createGroups([group(2, 9), group(3, 6, 1), group(12, 14, 0, true), group(20, null)]);
  for (const isOpen of [() => true, () => false, opensByItself, ({ from }: LogGroup) => from === 2]) {
    const hidden = groups.hidden(isOpen, 25);
    const rows = shownRows(25, hidden);
    const visible = Array.from({ length: 25 }, (_, index) => index + 1).filter(
      (number) => !hidden.some(([from, to]) => number >= from && number <= to),
    );
    assert.equal(rows.count, visible.length);
    for (const [row, number] of visible.entries()) {
      assert.equal(rows.numberAt(row), number);
      assert.equal(rows.rowOf(number), row);
    }
  }
  const folded = shownRows(
    25,
    groups.hidden(() => false, 25),
  );
  assert.equal(folded.numberAt(folded.rowOf(5)), 2, 'a line in a closed group is behind its title');
  assert.deepEqual(
    groups.around(5).map(({ from }) => from),
    [3, 2],
  );
  assert.deepEqual(groups.around(10), []);
  assert.deepEqual(
    groups.around(24).map(({ from }) => from),
    [20],
  );
});

test('among the warnings alone the nearest line before a place is found', () => {
  const rows = chosenRows([5, 9, 12]);
  assert.deepEqual([rows.rowOf(1), rows.rowOf(5), rows.rowOf(11), rows.rowOf(99)], [0, 0, 1, 2]);
});

test('the scroll bar of a log of millions of lines leaves some of them out of reach', () => {
  const total = 95_000_000;
  const scale = scrollScale(total, 700);
  assert.equal(scale.sheetPx, tallestPx);
  assert.equal(scale.placeOf(0), 0);
  assert.equal(scale.placeOf(tallestPx - 700), total - 700);
  let last = -1;
  for (let top = 0; top <= tallestPx - 700; top += 9_973) {
    const place = scale.placeOf(top);
    assert.ok(place > last);
    assert.ok(Math.abs(scale.scrollTopOf(place) - top) < 1e-6);
    last = place;
  }
  // The lines at both ends scroll unscaled.
  assert.equal(scale.placeOf(1900), 1900);
  assert.equal(scale.placeOf(tallestPx - 700 - 1900), total - 700 - 1900);
  assert.equal(scrollScale(5000, 700).isScaled, false);
});

test('lines that wrap push those below them, and no others', () => {
  const heights = createRowHeights(19);
  assert.equal(heights.set(1000, 57), true);
  assert.equal(heights.set(1000, 57), false);
  heights.set(3, 38);
  assert.deepEqual(
    [3, 4, 1000, 1001, 5_000_000].map((row) => heights.topOf(row) - row * 19),
    [0, 19, 19, 57, 57],
  );
  for (const row of [0, 3, 4, 999, 1000, 1001, 4_999_999]) {
    assert.equal(heights.rowAt(heights.topOf(row)), row);
    assert.equal(heights.rowAt(heights.topOf(row + 1) - 1), row);
  }
  heights.set(1000, 19);
  assert.equal(heights.topOf(1001), 1001 * 19 + 19);
});
