// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <optional>

#include "headwater/clock.h"
#include "headwater/http.h"
#include "headwater/store.h"

namespace headwater::jobs {

/// `/healthz` (the process answers), `/readyz`, `/metrics`. Thread-safe.
///
/// Ready means that deliveries are taken: the service works, is not stopping, and its database can
/// be asked. A forge that does not answer, a token or a policy that is refused do not end it:
/// GitLab would lose deliveries, and switch the webhook off, for something that taking them does
/// not mend. They are metrics.
class HealthPages final : public HttpHandler {
 public:
  std::optional<HttpResponse> Screen(const HttpRequest& head) override;
  HttpResponse Handle(const HttpRequest& request) override;

  /// Before the first request: both outlive this.
  void Watch(StoreWatch& store, const Clock& clock);
  void SetReady(bool ready) { ready_ = ready; }

 private:
  HttpResponse Readiness() const;
  HttpResponse Metrics(const HttpRequest& request) const;

  StoreWatch* store_ = nullptr;
  const Clock* clock_ = nullptr;
  std::atomic<bool> ready_ = false;
};

}  // namespace headwater::jobs
