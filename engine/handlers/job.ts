import type { Handlers } from '../context.ts';

export const jobHandlers: Handlers<'job.cancel'> = {
  'job.cancel': ({ services }, { jobId }) => ({ found: services.jobs.cancel(jobId) }),
};
