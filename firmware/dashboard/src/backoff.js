// How long to wait before the next attempt: doubled each time up to a cap, and spread by half so that the pages of
// one device which came back do not all return in the same moment.

const firstDelayMs = 500;
const longestDelayMs = 15000;

// attempt counts from 0; random is at least 0 and below 1.
export function retryDelayMs(attempt, random) {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10));
  return Math.round(whole * (0.5 + random / 2));
}
