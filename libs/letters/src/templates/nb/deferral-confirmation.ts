/** More time, in writing: inkassoloven 2026 § 16. */
export const deferralConfirmation = `--- subject
Du har fått mer tid, sak {{ case }}
--- letter
{% include 'nb/hello' %}

Som avtalt har du fått mer tid. Ny frist for kravet fra {{ creditor }} er {{ deferredUntil }}. {{ say.restsUntil }}

[[summary]]

{% include 'nb/help' %}

{% include 'nb/bye' %}
--- sms
Hei! Som avtalt har du fått mer tid i sak {{ case }}, til {{ deferredUntil }}. Spørsmål? Ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
