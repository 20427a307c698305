/** More time, in writing. */
export const deferralConfirmation = `--- subject
Du har fått mer tid, ärende {{ case }}
--- letter
{% include 'sv/hello' %}

Som vi kom överens om har du fått mer tid. Ny sista dag för kravet från {{ creditor }} är {{ deferredUntil }}. {{ say.restsUntil }}

[[summary]]

{% include 'sv/help' %}

{% include 'sv/bye' %}
--- sms
Hej! Som vi kom överens om har du fått mer tid i ärende {{ case }}, till {{ deferredUntil }}. Frågor? Ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
