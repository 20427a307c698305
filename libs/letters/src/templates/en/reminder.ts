/** Purring, betalningspåminnelse. */
export const reminder = `--- subject
{{ title }}: invoice {{ invoice }} from {{ creditor }}
--- letter
{% include 'en/hello' %}

We cannot see that {{ creditor }} has been paid for this yet. Please pay by {{ deadline }}, and the matter is settled.

[[summary]]

{{ say.crossedPayment }}

[[claims]]

[[amounts]]

{% include 'en/help' %}

# Do you disagree?

{{ say.howToObject }}

{% include 'en/bye' %}
--- sms
Hello! We have sent you a reminder of a bill from {{ creditorShort }} (case {{ case }}). If you have questions or need more time, call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
