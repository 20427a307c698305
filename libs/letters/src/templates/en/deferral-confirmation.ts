/** More time, in writing. */
export const deferralConfirmation = `--- subject
You have more time, case {{ case }}
--- letter
{% include 'en/hello' %}

As agreed, you have more time. The new last day for the claim from {{ creditor }} is {{ deferredUntil }}. {{ say.restsUntil }}

[[summary]]

{% include 'en/help' %}

{% include 'en/bye' %}
--- sms
Hello! As agreed, you have more time in case {{ case }}, until {{ deferredUntil }}. Questions? Call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
