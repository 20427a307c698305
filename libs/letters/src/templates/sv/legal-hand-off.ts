/** Content of the application for Kronofogden or forliksråd, as a document; nothing is sent. Lag (1990:746) 11 §, tvisteloven § 6-3. */
export const legalHandOff = `--- subject
{{ title }}: ärende {{ case }}
--- letter
Till {{ legal.authority }}

Det här är ett utkast som har gjorts av uppgifterna i ärendet. Det är inte skickat till någon. En människa läser det och avgör om det ska skickas.

# Parter

- Sökande: {{ creditor }}{% if legal.creditorNumber != '' %}, org.nr {{ legal.creditorNumber }}{% endif %}{% if originalCreditor %}
- Ursprunglig borgenär: {{ originalCreditor }}{% endif %}
- Ombud: {{ collector }}
- Svarande: {{ debtor }}{% if legal.debtorNumber != '' %}, org.nr {{ legal.debtorNumber }}{% endif %}{% if legal.debtorAddress != '' %}, {{ legal.debtorAddress }}{% endif %}

# Yrkande

{{ say.plea }} Ansökningsavgiften är {{ legal.fees }}. {{ say.interestRuns }}

# Grund

{{ legal.ground }}

[[claims]]

[[amounts]]

{% include 'sv/interest' %}

# Brev som har skickats

{% for letter in legal.letters %}- {{ letter }}
{% endfor %}

Handläggs av {% if handler %}{{ handler }}, {% endif %}{{ collector }}, telefon {{ telephone }} ({{ hours }}).
`;
