export const scheduleForm = {};
