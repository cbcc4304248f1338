// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/guarded.h"
#include "tests/forge/http.h"
#include "tests/forge/model.h"
#include "tests/forge/tasks.h"

/// \file
/// Deliveries as GitLab makes them: its headers, 10 seconds, no second try.
/// https://docs.gitlab.com/ee/user/project/integrations/webhooks.html

namespace headwater::forge_double {

struct Delivery {
  int64_t hook = 0;
  std::string url;
  std::string event;  ///< X-Gitlab-Event
  std::string key;    ///< Idempotency-Key
  std::string body;
  Millis sent_at = 0;
  Millis duration = 0;
  int status = 0;     ///< Zero: no answer.
  std::string error;  ///< Also "lost", by a knob.
};

/// What goes wrong on the way.
struct HookFaults {
  int64_t lose = 0;        ///< The next so many are lost.
  int64_t repeat = 0;      ///< The next so many arrive twice.
  bool repeat_key = true;  ///< The second one has the same Idempotency-Key.
  Millis delay = 0;
};

/// Thread-safe.
class Webhooks {
 public:
  /// Sends later, from a thread of its own. Does no I/O here.
  void Send(const Hook& hook, const std::string& instance, const std::string& event,
            std::string body);
  /// Sends now; GitLab's "test".
  Delivery SendNow(const Hook& hook, const std::string& instance, const std::string& event,
                   std::string body);

  void SetFaults(const HookFaults& faults);
  std::vector<Delivery> Log();
  void ClearLog();
  bool WaitIdle(Millis patience) { return tasks_.WaitIdle(patience); }

 private:
  struct Shared {
    HookFaults faults;
    std::vector<Delivery> log;
  };
  Delivery Deliver(const Hook& hook, const std::string& instance, Delivery delivery);

  Guarded<Shared> shared_;
  Tasks tasks_{4};  // So that one slow receiver does not hold up every other.
};

/// "v1,BASE64" over "id.timestamp.body" (https://www.standardwebhooks.com); empty when `token` is
/// not "whsec_" and Base64.
std::string WebhookSignature(const std::string& token, const std::string& id, int64_t timestamp,
                             const std::string& body);

}  // namespace headwater::forge_double
