// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/clock.h"
#include "headwater/http.h"
#include "headwater/result.h"
#include "headwater/secret.h"

namespace headwater::hooks {

/// Decides whether a delivery comes from somebody who knows a secret of ours. One of two proofs is
/// always required:
///
/// * `webhook-signature`, when it is sent and a signing key is configured: HMAC-SHA-256 over
///   "{webhook-id}.{webhook-timestamp}.{body}" (Standard Webhooks 1.0,
///   https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
///   A signature that does not hold is refused, whatever token stands beside it;
/// * otherwise `X-Gitlab-Token`, equal to one of the valid secrets.
///   https://docs.gitlab.com/ee/user/project/integrations/webhooks.html#validate-requests
///
/// The token is static and can be replayed; so is a signed delivery within the time window. Both
/// are harmless, because a delivery only says where to look.
///
/// Thread-safe. Borrows what it is given.
class WebhookAuth {
 public:
  struct Secrets {
    const SecretFile* tokens = nullptr;  ///< Null: none are configured.
    /// Lines `whsec_<base64>`. Null: none are configured.
    const SecretFile* signing_keys = nullptr;
  };

  WebhookAuth(const Secrets& secrets, const Clock& clock) : secrets_(secrets), clock_(clock) {}

  /// All that can be said before the body is there: a token is compared, a signature's time is.
  /// kDenied: refused. Anything else: a secret of ours cannot be read.
  Status CheckHead(const HttpHeaders& headers) const;
  /// The whole decision.
  Status Check(const HttpHeaders& headers, std::string_view body) const;

 private:
  bool IsSigned(const HttpHeaders& headers) const;
  Status CheckToken(const HttpHeaders& headers) const;
  Status CheckTime(const HttpHeaders& headers) const;
  Status CheckSignature(const HttpHeaders& headers, std::string_view body) const;

  const Secrets secrets_;
  const Clock& clock_;
};

}  // namespace headwater::hooks
