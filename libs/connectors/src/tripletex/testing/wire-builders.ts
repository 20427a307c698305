/** Invented rows in Tripletex's shapes, as `parseExactJson` would hand them on. */
export const WIRE_CUSTOMER = {
  id: 84217311,
  name: 'Granly Bygg AS',
  customerNumber: 10007,
  organizationNumber: '314 000 048',
  isPrivateIndividual: false,
  email: 'post@granly.example',
  invoiceEmail: 'faktura@granly.example;regnskap@granly.example',
  overdueNoticeEmail: '',
  phoneNumber: '',
  phoneNumberMobile: '90000000',
  language: 'NO',
  isFactoring: false,
  postalAddress: {
    addressLine1: 'Granlyveien 5',
    addressLine2: '',
    postalCode: '0580',
    city: 'Oslo',
    country: { isoAlpha2Code: 'NO' },
  },
  physicalAddress: null,
};

export const OWN_POSTING = {
  id: 1,
  date: '2026-06-01',
  type: 'OUTGOING_INVOICE_CUSTOMER_POSTING',
  amountCurrency: '12500.0',
  voucher: { id: 500, reverseVoucher: null },
};

export const WIRE_INVOICE = {
  id: 2147600101,
  invoiceNumber: 10042,
  invoiceDate: '2026-06-01',
  invoiceDueDate: '2026-06-15',
  kid: '100420009',
  amountCurrency: '12500.0',
  amountCurrencyOutstanding: '7500.0',
  currency: { code: 'NOK' },
  isCreditNote: false,
  isCredited: false,
  creditedInvoice: 0,
  isCharged: true,
  customer: WIRE_CUSTOMER,
  voucher: { id: 500 },
  postings: [
    OWN_POSTING,
    {
      id: 2,
      date: '2026-07-01',
      type: null,
      amountCurrency: '-5000.0',
      voucher: { id: 501, reverseVoucher: null },
    },
  ],
  reminders: [],
  invoiceRemark: null,
};
