// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "headwater/decision_book.h"
#include "headwater/sink.h"
#include "service/connect/doctor.h"
#include "service/connect_command.h"
#include "service/connect_parts.h"
#include "service/healthcheck.h"
#include "service/http/client.h"
#include "service/jobs/policy_files.h"
#include "service/store/decision_file.h"

namespace headwater {
namespace {

constexpr Literal kDoctor = "doctor";

void LookAtStore(const config::ServiceConfig& config, connect::Table& table) {
  connect::CheckDisk(config.data, table);
  const std::string database = config.data + "/headwater.db";
  std::error_code error;
  if (!std::filesystem::exists(database, error)) {
    table.Add(connect::Standing::kNote, database + " is not there: the service has not run yet");
    return;
  }
  const auto book = store::OpenDecisionBook(database);
  if (book.ok()) {
    table.Add(connect::Standing::kOk, database + ": of this version");
  } else {
    table.Miss(book.error().message,
               "start the service of this version once, and run doctor as its user: runuser -u "
               "headwater -- headwater doctor");
  }
}

void LookAtService(const config::ServiceConfig& config, connect::Table& table) {
  if (config.health.port == 0) {
    table.Add(connect::Standing::kNote,
              "health.listen names no port: whether the service runs is "
              "not known");
    return;
  }
  const CommandResult health = AskReadiness(config.health);
  if (health.exit_code == kExitReady) {
    table.Add(connect::Standing::kOk, "the service is ready");
    return;
  }
  const std::string why = health.err.substr(0, health.err.find('\n'));
  table.Miss("the service is not ready (" + why + ")",
             "systemctl start headwater; journalctl -u headwater says what holds it up");
}

void LookAtPolicy(const config::ServiceConfig& config, const config::Shipped& shipped,
                  connect::Table& table) {
  const auto layers = jobs::LayersOf(config, shipped);
  if (layers.ok()) return;
  table.Miss("the policy cannot be used: " + layers.error().message, "headwater policy validate");
}

std::string JsonOf(const connect::Table& table) {
  return "{\"schema\":\"headwater.doctor/1\"," + table.JsonFields() + "}\n";
}

CommandResult Report(const connect::Table& table, bool json) {
  CommandResult told = Told(table);
  if (json) told.out = JsonOf(table);
  return told;
}

connect::DoctorOrder OrderOf(const DoctorRequest& request, const config::ServiceConfig& config) {
  return {.forge = *config.gitlab_url,
          .service = config.hooks_url,
          .paths = {.api = config.api_token_file,
                    .read = config.read_token_file,
                    .hook_admin = config.hook_admin_token_file,
                    .hook_secret = config.hook_secret_file},
          .config_file = request.config_file,
          .proxy = config.proxy};
}

Status ExamineForge(const DoctorRequest& request, const config::ServiceConfig& config,
                    HttpClient& http, connect::Table& table) {
  const SafeUrl& forge = *config.gitlab_url;
  ForgeLine bot(http, forge, config.status_name, OpenSecretFile(config.api_token_file));
  std::unique_ptr<ForgeLine> keeper;
  if (!config.hook_admin_token_file.empty()) {
    keeper = std::make_unique<ForgeLine>(http, forge, config.status_name,
                                         OpenSecretFile(config.hook_admin_token_file));
  }
  const connect::DoctorParts parts{.bot = bot.administration(),
                                   .platform = bot.administration(),
                                   .people = bot.client(),
                                   .hooks = keeper ? &keeper->administration() : nullptr,
                                   .keeper = keeper ? &keeper->administration() : nullptr,
                                   .look = TokenLooker(http, forge),
                                   .clock = SystemClock()};
  return connect::Examine(OrderOf(request, config), parts, table);
}

}  // namespace

CommandResult RunDoctor(const DoctorRequest& request, const config::Shipped& shipped) {
  const Result<config::ServiceConfig> read = ReadConfigFile(request.config_file);
  if (!read.ok()) return Failed(kDoctor, read.error().message, kExitUsage);
  const config::ServiceConfig& config = read.value();
  connect::Table table;
  table.Add(connect::Standing::kOk, "the configuration " + request.config_file);
  LookAtPolicy(config, shipped, table);
  LookAtStore(config, table);
  LookAtService(config, table);
  const auto http = http::MakeClient({config.ca_file, config.proxy, config.no_proxy});
  if (!http.ok()) return Failed(kDoctor, http.error().message, kExitUsage);
  const Status examined = ExamineForge(request, config, *http.value(), table);
  if (examined.ok()) return Report(table, request.json);
  table.Miss(examined.error().message, "headwater doctor once it answers");
  CommandResult told = Report(table, request.json);
  told.exit_code = kExitNotReached;
  return told;
}

}  // namespace headwater
