/** Content of the application for forliksråd or Kronofogden, as a document; nothing is sent to a court. Tvisteloven § 6-3, lag (1990:746) 11 §. */
export const legalHandOff = `--- subject
{{ title }}: case {{ case }}
--- letter
To {{ legal.authority }}

This is a draft made from the facts of the case, in English for reading; the authority takes it in the language of the country. It has not been sent to anyone. A person reads it and decides whether it is to be sent.

# Parties

- Creditor: {{ creditor }}{% if legal.creditorNumber != '' %}, org. no. {{ legal.creditorNumber }}{% endif %}
- Representative: {{ collector }}
- Other party: {{ debtor }}{% if legal.debtorNumber != '' %}, org. no. {{ legal.debtorNumber }}{% endif %}, {{ legal.debtorAddress }}

# What is asked for

The other party is to pay {{ total }} to {{ creditor }}, with interest until payment is made, and the costs of the case. The fee for the application is {{ legal.fees }}. {{ say.interestRuns }}

# What it rests on

{{ legal.ground }}

[[claims]]

[[amounts]]

{% include 'en/interest' %}

# Letters sent

{% for letter in legal.letters %}- {{ letter }}
{% endfor %}

Handled by {% if handler %}{{ handler }}, {% endif %}{{ collector }}, telephone {{ telephone }} ({{ hours }}).
`;
