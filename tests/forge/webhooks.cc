// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/webhooks.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <utility>

#include "tests/forge/transport.h"

namespace headwater::forge_double {
namespace {

// https://docs.gitlab.com/ee/administration/instance_limits.html "Webhook timeout"
constexpr Millis kTimeout = 10000;
constexpr std::string_view kSigningPrefix = "whsec_";

}  // namespace

std::string WebhookSignature(const std::string& token, const std::string& id, int64_t timestamp,
                             const std::string& body) {
  if (!token.starts_with(kSigningPrefix)) return "";
  const auto key = Base64Decode(std::string_view(token).substr(kSigningPrefix.size()));
  if (!key) return "";
  const std::string text = id + "." + std::to_string(timestamp) + "." + body;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key->data(), static_cast<int>(key->size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  return "v1," + Base64({reinterpret_cast<const char*>(digest.data()), size});
}

Delivery Webhooks::Deliver(const Hook& hook, const std::string& instance, Delivery delivery) {
  Fields headers = {{"User-Agent", "GitLab/18.4.2"},         {"X-Gitlab-Event", delivery.event},
                    {"X-Gitlab-Webhook-UUID", RandomUuid()}, {"X-Gitlab-Event-UUID", RandomUuid()},
                    {"X-Gitlab-Instance", instance},         {"Idempotency-Key", delivery.key}};
  if (!hook.token.empty()) headers.emplace_back("X-Gitlab-Token", hook.token);
  if (!hook.signing_token.empty()) {
    const int64_t seconds = Now() / 1000;
    headers.emplace_back("webhook-id", delivery.key);
    headers.emplace_back("webhook-timestamp", std::to_string(seconds));
    headers.emplace_back("webhook-signature", WebhookSignature(hook.signing_token, delivery.key,
                                                               seconds, delivery.body));
  }
  delivery.sent_at = Now();
  const PostResult result = PostJson(hook.url, headers, delivery.body, kTimeout, hook.verify_tls);
  delivery.duration = Now() - delivery.sent_at;
  delivery.status = result.status;
  delivery.error = result.error;
  shared_.With([&](Shared& shared) { shared.log.push_back(delivery); });
  return delivery;
}

void Webhooks::Send(const Hook& hook, const std::string& instance, const std::string& event,
                    std::string body) {
  Delivery delivery{.hook = hook.id, .url = hook.url, .event = event, .key = RandomUuid()};
  delivery.body = std::move(body);
  bool lost = false;
  bool twice = false;
  const HookFaults faults = shared_.With([&](Shared& shared) {
    const HookFaults before = shared.faults;
    lost = shared.faults.lose > 0;
    twice = !lost && shared.faults.repeat > 0;
    if (lost) --shared.faults.lose;
    if (twice) --shared.faults.repeat;
    if (lost) {
      Delivery noted = delivery;
      noted.error = "lost";
      noted.sent_at = Now();
      shared.log.push_back(std::move(noted));
    }
    return before;
  });
  if (lost) return;
  const auto later = [this, hook, instance](const Delivery& one) {
    return [this, hook, instance, one] { Deliver(hook, instance, one); };
  };
  tasks_.After(faults.delay, later(delivery));
  if (!twice) return;
  if (!faults.repeat_key) delivery.key = RandomUuid();
  tasks_.After(faults.delay, later(delivery));
}

Delivery Webhooks::SendNow(const Hook& hook, const std::string& instance, const std::string& event,
                           std::string body) {
  Delivery delivery{.hook = hook.id, .url = hook.url, .event = event, .key = RandomUuid()};
  delivery.body = std::move(body);
  return Deliver(hook, instance, std::move(delivery));
}

void Webhooks::SetFaults(const HookFaults& faults) {
  shared_.With([&](Shared& shared) { shared.faults = faults; });
}

std::vector<Delivery> Webhooks::Log() {
  return shared_.With([](Shared& shared) { return shared.log; });
}

void Webhooks::ClearLog() {
  shared_.With([](Shared& shared) { shared.log.clear(); });
}

}  // namespace headwater::forge_double
