/** Betalingsoppfordring (inkassoloven 1988 § 10, 2026 § 21) and inkassokrav (inkassolagen 5 §). */
export const demand = `--- subject
{{ title }}: case {{ case }}, {{ creditor }}
--- letter
{% include 'en/hello' %}

{{ creditor }} has asked us for help with a claim that fell due some time ago.{% if originalCreditor %} The original creditor is {{ originalCreditor }}.{% endif %} Please pay by {{ deadline }}, or get in touch with us before then if that cannot be done.

[[summary]]

{{ say.crossedPayment }}

{{ say.transferred }}

[[claims]]

[[amounts]]

{% include 'en/interest' %}

{% include 'en/help' %}

{% include 'en/object' %}

# What happens if we do not hear from you?

{{ say.legalConsequence }} {{ say.furtherCosts }} We would rather avoid that together with you.

{% include 'en/bye' %}
--- sms
Hello! We have sent you an important letter concerning {{ creditorShort }} (case {{ case }}). Please open it today. Would you like to talk to a person about it? Call {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
