export type Closer = () => void | Promise<void>;

/** What cannot be closed is said at the end: no child, no lock and no file is left behind for it. */
export async function closeAll(closers: Closer[]): Promise<void> {
  const failed: unknown[] = [];
  for (const close of closers.reverse()) {
    try {
      await close();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}
