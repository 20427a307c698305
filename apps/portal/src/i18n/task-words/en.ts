import type { nb } from './nb.js';

export const en: typeof nb = {
  titles: {
    limitation: 'A claim may lapse while the case rests: interrupt limitation, or let it go.',
    'who-is-it': 'Find out whether the debtor is a person or a business, and say so.',
    'paid-directly':
      'A payment to the creditor was reported. If the ledger does not show it by this day, ask the creditor.',
    doubt: 'Something is in doubt: check it, note what the creditor answers, or give the claim back.',
    'doubt-confirmed':
      'What was in doubt does not stand: correct it, or give the claim back to the creditor.',
    objection: 'Answer the objection: ask the creditor, judge it, and tell the debtor.',
    'objection-upheld': 'The debtor was right: have the creditor credit the invoice, or take the claim back.',
    'objection-partly-upheld':
      'The debtor was right in part: have the creditor correct the invoice before it is demanded anew.',
    'objection-rejected': 'The claim is disputed: take it to court, or drop it.',
    'creditor-approves:deferral': 'Ask the creditor whether this much time to pay may be given.',
    'creditor-approves:plan': 'Ask the creditor whether this plan may be agreed on.',
    'creditor-approves:interest-waiver': 'Ask the creditor whether this much interest may be waived.',
    'creditor-approves:principal-reduction':
      'Ask the creditor whether this much of the principal may be given up.',
    'instalment-late':
      'An instalment is late: call the debtor and ask kindly whether something has happened.',
    renegotiate: 'The plan no longer fits: offer the debtor one that does, before anything else.',
    'circumstance:protectedaddress':
      'The address is protected: letters go by hand, on a way that shows nobody where the debtor lives.',
    'circumstance:guardian': 'Find out where to write to the guardian.',
    'circumstance:deceased': 'The debtor has died: find out who has the estate, and tell the creditor.',
    'circumstance:bankruptcy':
      'The debtor is bankrupt: file the claim in the estate within its time limit, or give it back.',
    'circumstance:debtsettlement':
      'A debt settlement is on its way: answer the proposal, or file the claim in time.',
    'circumstance:vulnerable':
      'The debtor is in a hard place: look at the case, and decide how to go on kindly.',
    'find-address': 'The post returned a letter: find the debtor’s address, and give it to the case.',
    'came-back': 'This message came back: find out where the debtor can be reached.',
    'no-channel': 'Nothing could deliver this letter: find another way to reach the debtor.',
    unknown: 'Find out whether this message arrived; it is not sent again by itself.',
    'by-hand': 'Send this letter by hand to the recipient that it names.',
    'letter-by-hand': 'Write to the debtor yourself: the letter could not be made.',
    'letter-cannot-be-made': 'A letter lacks what the law asks for and was not sent: give what is missing.',
    'law-figure-missing':
      'A figure of the law is missing: add it. Until then nothing of this case is calculated, charged or sent.',
  },
  notes: {
    'The case was closed before it left.': 'The case was closed before it left.',
    'Replaced before sending.': 'Replaced before it was sent.',
  },
  withdrawn: 'Held back.',
  inItsWords: 'In the system’s own words:',
};
