// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "headwater/clock.h"
#include "headwater/data.h"
#include "headwater/data_field.h"
#include "headwater/http.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "service/forge/call_gate.h"

namespace headwater::forge {

// RFC 9110 section 15, RFC 6585 section 4.
inline constexpr int kHttpAccepted = 202;
inline constexpr int kHttpBadRequest = 400;
inline constexpr int kHttpUnprocessable = 422;

/// GitLab's REST API v4 as such: address, token, limits, pages, and what its answers mean.
/// https://docs.gitlab.com/ee/api/rest/
///
/// Errors as headwater/forge.h says. Messages name the call and quote a bounded, encoded piece of
/// the answer; the token stands in none. Thread-safe. Borrows what it is given.
class Api {
 public:
  /// `base_url`: "https://gitlab.example.org", with the path of a relative URL root if there is
  /// one.
  Api(HttpClient& http, const SecretFile& token, const Clock& clock, std::string_view base_url);

  /// One object. `path` begins with '/' and is encoded.
  Result<DataNode> Get(const std::string& path, const FormFields& query = {});

  /// One page of a list, and whether there is another one.
  Result<std::pair<DataNode, bool>> GetOne(const std::string& path, const FormFields& query);

  /// Calls `each` for every item of a list, over all pages: GitLab filters after it has cut pages,
  /// so a short or empty page is not the last. Ends with the first error.
  Status GetAll(const std::string& path, FormFields query,
                const std::function<Status(const DataField& item)>& each);

  /// The reply to one reading call, whatever it says, but for 429 and 5xx. For what stands beside
  /// the body.
  Result<HttpReply> Ask(const std::string& path);

  /// A file: whatever stands at an address below the forge's own URL. kContent for more than
  /// `max_bytes`, kDenied for an answer that is no file: a redirect, a page for people.
  Result<std::string> Download(const std::string& address, uint64_t max_bytes);

  /// The forge's own, without a slash at the end.
  const std::string& base_url() const { return base_; }

  /// A writing call, with parameters as a form. Every answer but 429 and 5xx is a reply.
  Result<HttpReply> Send(CallKind kind, std::string_view method, const std::string& path,
                         const FormFields& form);

 private:
  Result<HttpReply> Call(CallKind kind, HttpCall call);
  Result<HttpReply> GetPage(const std::string& url);
  std::string Name(const HttpCall& call) const;

  HttpClient& http_;
  const SecretFile& token_;
  const std::string base_;  // "https://gitlab.example.org"
  const std::string root_;  // "https://gitlab.example.org/api/v4"
  CallGate gate_;
};

/// OK for 2xx, otherwise the error it stands for.
Status Accept(const HttpReply& reply);

/// The JSON of a reply; kContent if it is none.
Result<DataNode> ParseAnswer(const HttpReply& reply);

/// An answer whose fields are not as they should be is no answer: kInvalid, which DataField says,
/// would be our own mistake.
Error NoAnswer(Error error);

}  // namespace headwater::forge
