export type Closer = () => void | Promise<void>;

/** A closer that fails is reported at the end: the others still run, so no child, lock or file is left behind. */
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
