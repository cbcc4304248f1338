// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "headwater/clock.h"
#include "headwater/http.h"
#include "headwater/ids.h"
#include "headwater/store.h"
#include "hooks/refusal_log.h"
#include "hooks/self.h"
#include "hooks/webhook_auth.h"

namespace headwater::hooks {

/// Where GitLab sends its hooks.
inline constexpr std::string_view kGitlabHookPath = "/hooks/gitlab";

/// The endpoint `POST /hooks/gitlab`: authenticate, read, record, answer. The answer 2xx means that
/// the event is on disk for good, or that there is nothing in it to keep.
///
/// | answer | when |
/// |---|---|
/// | 200 | recorded, a duplicate, or of no interest: GitLab's test pings are ordinary events |
/// | 400 | the body cannot be read; names the field |
/// | 401 | neither a valid token nor a valid signature |
/// | 404, 405, 415 | another path, method or type of content |
/// | 503 + Retry-After | the store is busy or full. GitLab shows the delivery as failed |
/// | 500 | a secret of ours cannot be read, or the store is broken |
///
/// Nothing else is answered with an error: GitLab disables hooks that fail too often.
/// https://docs.gitlab.com/ee/user/project/integrations/webhooks.html
///
/// Thread-safe. Borrows what it is given.
class GitlabWebhook final : public HttpHandler {
 public:
  struct Environment {
    WebhookAuth::Secrets secrets;
    const Clock& clock;
    Inbox& inbox;
    /// Called after something new was recorded, from the thread that answers: must not block.
    std::function<void()> nudge;
    /// Our own user, as far as it is known.
    std::function<Self()> self;
    RefusalSink on_refused;
  };

  explicit GitlabWebhook(Environment environment);

  std::optional<HttpResponse> Screen(const HttpRequest& head) override;
  HttpResponse Handle(const HttpRequest& request) override;

 private:
  HttpResponse Refuse(const HttpRequest& request, int status, const Error& error);
  HttpResponse RefuseUnproven(const HttpRequest& request, const Error& error);
  HttpResponse Record(const HttpRequest& request, const Event& event);

  const Environment environment_;
  const WebhookAuth auth_;
  RefusalLog refusals_;
};

}  // namespace headwater::hooks
