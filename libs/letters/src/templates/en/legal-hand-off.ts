/** Content of the application for forliksråd or Kronofogden, as a document; nothing is sent to a court. Tvisteloven § 6-3, lag (1990:746) 11 §. */
export const legalHandOff = `--- subject
{{ title }}: case {{ case }}
--- letter
To {{ legal.authority }}

This is a draft made from the facts of the case, in English for reading; the authority takes it in the language of the country. It has not been sent to anyone. A person reads it and decides whether it is to be sent.

# Parties

- Creditor: {{ creditor }}{% if legal.creditorNumber != '' %}, org. no. {{ legal.creditorNumber }}{% endif %}{% if originalCreditor %}
- Original creditor: {{ originalCreditor }}{% endif %}
- Representative: {{ collector }}
- Other party: {{ debtor }}{% if legal.debtorNumber != '' %}, org. no. {{ legal.debtorNumber }}{% endif %}{% if legal.debtorAddress != '' %}, {{ legal.debtorAddress }}{% endif %}

# What is asked for

{{ say.plea }} The fee for the application is {{ legal.fees }}. {{ say.interestRuns }}

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
