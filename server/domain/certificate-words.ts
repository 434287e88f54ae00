import { said, type Translatable } from '../../contract/translatable.ts';

/** Why a certificate is not accepted, by the codes of Node. */
export const certificateWords: Readonly<Record<string, Translatable>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: said`it is signed by itself`,
  SELF_SIGNED_CERT_IN_CHAIN: said`it was signed by a certificate that this computer does not know`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: said`it was signed by a certificate that this computer does not know`,
  UNABLE_TO_GET_ISSUER_CERT: said`it was signed by a certificate that this computer does not know`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: said`it was signed by a certificate that this computer does not know`,
  CERT_HAS_EXPIRED: said`it has expired`,
  CERT_NOT_YET_VALID: said`it is not valid yet`,
  CERT_REVOKED: said`it was revoked`,
  ERR_TLS_CERT_ALTNAME_INVALID: said`it is for another name`,
};
