// vite.config.js
const target = "https://www.find-tender.service.gov.uk";
const rewrite = (path) => path.slice("/uk".length);
export default { server: { proxy: { "/uk": { target, rewrite, changeOrigin: true } } } };
