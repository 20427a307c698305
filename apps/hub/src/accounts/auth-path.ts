/** Where people sign in and out: sessions, two-factor, reset. */
export const AUTH_PATH = '/api/auth';
