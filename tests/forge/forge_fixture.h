// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "tests/forge/forge.h"
#include "tests/forge/json.h"

namespace headwater::forge_double {

struct Answer {
  int status = 0;
  Json body;
  std::map<std::string, std::string> headers;
  bool cut = false;
};

/// A double with alex (owner), bot (developer) and one project "group/kit" with a branch "topic".
class ForgeDoubleTest : public ::testing::Test {
 protected:
  static std::filesystem::path MakeFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "forge-XXXXXX").string();
    return mkdtemp(name.data());
  }

  ForgeDoubleTest() : folder_(MakeFolder()), forge_(std::make_unique<Forge>(folder_)) {
    forge_->SetUrl("http://gitlab.example.org");
    for (const char* name : {"alex", "bot", "guest"}) {
      Control("POST", "users", {{"username", name}});
      Control("POST", "tokens", {{"user", name}, {"token", name}, {"scopes", {"api"}}});
    }
    Control("POST", "projects", {{"path", "group/kit"}, {"owner", "alex"}});
    Control("PUT", "projects/group%2Fkit/members", {{"user", "bot"}, {"access_level", 30}});
    Commit("main", "first");
    Commit("topic", "second");
  }
  ~ForgeDoubleTest() override {
    forge_.reset();
    std::filesystem::remove_all(folder_);
  }

  Json Control(const std::string& method, const std::string& target, const Json& body = {}) {
    const std::string text = body.is_null() ? "" : Dump(body);
    return *ParseJson(forge_->Control(method, "/_control/" + target, text));
  }

  Answer Api(const std::string& token, const std::string& method, const std::string& target,
             const Json& body = {}) {
    Request request{.method = method, .target = "/api/v4/" + target};
    request.headers = {{"private-token", token}, {"content-type", "application/json"}};
    if (!body.is_null()) request.body = Dump(body);
    const Response response = forge_->Handle(request);
    Answer answer{.status = response.status, .cut = response.cut};
    answer.body = ParseJson(response.body).value_or(Json());
    for (const auto& [name, value] : response.headers) answer.headers[name] = value;
    return answer;
  }

  /// A commit with one new file; its id.
  std::string Commit(const std::string& branch, const std::string& file) {
    const Answer answer = Api(
        "alex", "POST", kProject + "/repository/commits",
        {{"branch", branch},
         {"commit_message", file},
         {"actions", {{{"action", "create"}, {"file_path", file}, {"content", "one\ntwo\n"}}}}});
    EXPECT_EQ(201, answer.status) << Dump(answer.body);
    return Text(answer.body, "id");
  }

  /// Of "topic" into "main"; it is number 1.
  Json OpenMergeRequest() {
    return Api("alex", "POST", kProject + "/merge_requests",
               {{"source_branch", "topic"}, {"target_branch", "main"}, {"title", "Topic"}})
        .body;
  }
  Json MergeRequest() { return Api("alex", "GET", kOne).body; }

  Answer PostStatus(const std::string& token, Json status) {
    const std::string head = Text(MergeRequest(), "sha");
    return Api(token, "POST", kProject + "/statuses/" + head, status);
  }
  Answer PostNote(const std::string& body) {
    return Api("bot", "POST", kOne + "/notes", {{"body", body}});
  }

  const std::string kProject = "projects/group%2Fkit";
  const std::string kOne = kProject + "/merge_requests/1";
  std::filesystem::path folder_;
  std::unique_ptr<Forge> forge_;
};

}  // namespace headwater::forge_double
