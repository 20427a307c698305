import type { LanguageWording } from './wording.js';

/** English, with the law's own word in brackets where a reader may have to look it up. */
export const EN: LanguageWording = {
  letterNames: {
    'friendly-reminder': 'A friendly reminder',
    reminder: { NO: 'Payment reminder (purring)', SE: 'Payment reminder (betalningspåminnelse)' },
    'collection-notice': 'Notice of debt collection (inkassovarsel)',
    demand: {
      NO: 'Demand for payment (betalingsoppfordring)',
      SE: 'Debt collection demand (inkassokrav)',
    },
    'legal-notice': 'Notice of legal action',
    'legal-hand-off': {
      NO: 'Draft application to the conciliation board (forliksklage)',
      SE: 'Draft application for a payment order (betalningsföreläggande)',
    },
    'plan-agreement': 'Payment plan agreement',
    'instalment-reminder': 'An instalment is due soon',
    'instalment-late': 'An instalment has not arrived',
    'deferral-confirmation': 'You have more time',
    'objection-received': 'We have received your objection',
    'objection-answered': 'Our answer to your objection',
    'payment-receipt': 'Thank you for your payment',
    'case-closed': 'The case is closed',
  },
  labels: {
    toPay: 'To pay',
    toCreditor: 'To',
    originalCreditor: 'Original creditor',
    payBy: 'Pay by',
    'bank-account': 'Account number',
    bankgiro: 'Bankgiro',
    plusgiro: 'Plusgiro',
    reference: { NO: 'Payment reference (KID)', SE: 'Payment reference (OCR)' },
    payee: 'Payee',
    amount: 'Amount',
    date: 'Date',
    case: 'Case',
    handler: 'Your contact',
    telephone: 'Telephone',
    hours: 'Open',
    email: 'E-mail',
    website: 'Website',
    organisationNumber: 'Org. no.',
    invoice: 'Invoice',
    invoiceDate: 'Invoice date',
    dueDate: 'Due date',
    concerns: 'Concerns',
    principal: 'Principal',
    interest: 'Late interest',
    costs: 'Costs',
    paid: 'Paid',
    total: 'Total to pay',
    instalment: 'Instalment',
    claimsTitle: 'What the claim is about',
    amountsTitle: 'How the amount is made up',
    instalmentsTitle: 'The instalments',
    allocationTitle: 'How the payment was used',
    remaining: 'Remaining',
    slipTitle: 'Payment details',
    slipAbroad: 'From abroad',
    page: 'Page {page} of {pages}',
    onBehalfOf: 'on behalf of {creditor}',
    from: 'Sender',
  },
  additions: {
    'reminder-fee': 'Reminder fee',
    'notice-fee': 'Fee for the notice of debt collection',
    'collection-fee': 'Collection fee',
    'plan-fee': 'Payment plan fee',
    compensation: 'Standard compensation',
    'court-fee': 'Court fee',
  },
  actions: {
    'conciliation-board': 'an application to the conciliation board (forliksklage)',
    'payment-order':
      'an application for a payment order (betalningsföreläggande) to the Swedish Enforcement Authority (Kronofogden)',
    attachment: 'an application for attachment (utlegg, utmätning)',
  },
  outcomes: {
    upheld: 'You were right',
    'partly-upheld': 'You were right in part',
    rejected: 'We consider the claim to be correct',
  },
  statements: {
    freeOfCharge: 'This reminder costs you nothing.',
    collectionFollows:
      'If the amount has not been paid by {deadline}, and we have not heard from you, the claim will go on to debt collection.',
    furtherCosts: 'Debt collection may bring you further costs of up to {furtherCosts}.',
    legalConsequence: {
      NO: 'If the amount is not paid in time, this may bring further costs and legal action.',
      SE: 'If the amount is not paid in time, and you do not object, the case may go on to the Swedish Enforcement Authority (Kronofogden). This may bring further costs.',
    },
    legalAction:
      'If the amount has not been paid by {deadline}, we may send {action}. This may bring you fees of {legalFees}.',
    complaintsBoard:
      'If we cannot agree, you can complain to the Norwegian Financial Services Complaints Board (Finansklagenemnda, finkn.no). It costs you nothing.',
    howToObject:
      'If you think that the claim is wrong, tell us as soon as you can, and by {deadline} at the latest. You can call or write, and we will put the case on hold until the question has been looked into.',
    talkToUs:
      'Many people go through times when money is short, and there is nearly always a way. Get in touch, and together we will look at more time or at instalments that you can manage.',
    helpPlace: 'Free advice on money and debt is given by {helpName}{helpContact}.',
    yourPage:
      'On your own page you see what the case is about, and you can ask for more time, propose instalments or tell us if something is wrong: {pageAddress} Your code is {pageCode}.',
    reachUs: 'You reach us by telephone {telephone} ({hours}) or {email}.',
    interestLine: '{rate} a year on {capital} from {from} up to and including {to}: {accrued}',
    interestRuns: 'Interest is counted from {from} at {rate} a year until the amount is paid.',
    interestWaived: 'The creditor does not ask for late interest in this case.',
    interestNotClaimed: 'No late interest has been counted.',
    transferred:
      'The claim has been taken over from {originalCreditor}. Pay only to the account in this letter: a payment to {originalCreditor} no longer counts.',
    crossedPayment: 'Have you paid in the last few days? Then you can leave this letter aside. Thank you!',
    planInterestRunning: 'Interest runs on what remains while the agreement lasts.',
    planInterestForecast:
      'At today’s rate of {planRate} that will be about {planInterest} by the last instalment. It comes on top of the instalments; the rate may change every half year.',
    planInterestWaived: 'No interest runs as long as the agreement lasts.',
    paused: 'The case is on hold while we look into it. Meanwhile you need not pay what you disagree with.',
    answerBy: 'You will have our answer by {answerBy} at the latest.',
    nothingOwed: 'You owe nothing more in this case.',
    howToComplain:
      'If you are not content with the way we handle the case, write to {email}, and we will answer you.',
    ifLate:
      'If an instalment becomes hard to pay, call us, if you can before it is due. If an instalment does not arrive, we will first get in touch with you, and then look at the plan again together.',
    restsUntil: 'The case is on hold until {deferredUntil}.',
    afterUpheld: 'You need not do anything more.',
    afterPartlyUpheld:
      'The claim has been corrected, and the rest may go on. If you still disagree, tell us why.',
    afterRejected: 'The case may now go on. If you still disagree, tell us why.',
    remains: 'Of the claim {total} remains, this instalment included.',
    plea: 'The other party is to pay {total} to {creditor}, with interest until payment is made, and the costs of the case.',
  },
  hours: { weekdays: 'Monday–Friday', saturday: 'Saturday', between: ', ' },
};
