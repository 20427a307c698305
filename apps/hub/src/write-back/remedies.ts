/** Confirmed with its posting, it is known as ours: a write-back that is only cancelled would come back as a direct payment. */
const BY_HAND = 'Book it by hand in the ledger, then confirm this write-back with the posting.';

/** What a person does about a write-back that the machine leaves to them. In English, as stored; shown with the state's explanation. */
export const REMEDIES = {
  chooseTarget: 'Choose on the connection where settlements are booked, then order this write-back again.',
  retry: 'Mend the cause in the ledger, then order the write-back again; or cancel it and book it by hand.',
  confirmOrRetry:
    'Look in the ledger. If the booking is there, confirm it with its posting; if it is certainly not there, order it again.',
  matchInLedger: 'Match the booking with the invoice in the ledger. It is read again every night.',
  reversed:
    'Ask the creditor why the booking was taken back. The money was received; order the write-back again when it shall be booked anew.',
  otherBooksCurrency: BY_HAND,
  writeBackMissing: BY_HAND,
  decideOriginalFirst: 'Decide about the write-back of the original payment first.',
} as const;
