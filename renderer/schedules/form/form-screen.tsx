export function ScheduleFormScreen(_: { readonly id: string | null }) {
  return null;
}
