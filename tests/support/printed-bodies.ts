/** Start bodies as copied from the vendor's printed page: typographic quotes, commas inside them, missing or extra commas. */
export const printed = {
  english: `{
 “values”: {
   “userName”: “Ada,”
   “userSurname”: “Lovelace”,
 },
 “quartzDef”: “0 6 6 ? * FR,”
 “startDate”: “2020-11-16 16:56:00”
 “endDate”: “2020-11-18 16:55:00”,
 “run once”: “N”,
 “run immediately”: “N”,
 “retryCount”: “1,”
 “name”: “OneStepNotepadRunner”,
 “worker”: “…”,
}`,
  turkish: `{
 “values”: { “kullaniciAdi”: “Ada”, “kullaniciSoyadi”: “Lovelace” },
 “quartzDef”: “0 6 6 ? * FRI”,
 “startDate”: “2020-11-16 16:56:00”,
 “endDate”: “2020-11-18 16:55:00”,
 “runOnce”: “N”,
 “runImmediately”: “N”,
 “retryCount”: “1”,
 “name”: “OneStepNotepadRunner”,
 “worker”: “…”
}`,
  straightQuotes: `{ "values": {"userName": "Ada", "userName": "Lovelace"}, "name": "OneStepNotepadRunner" "runOnce": "Y,"
  "runImmediately": "Y", }`,
} as const;
