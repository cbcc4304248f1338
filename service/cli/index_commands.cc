// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/cli/index_commands.h"

#include "service/cli/choices.h"

namespace headwater::cli {
namespace {

const Names<ForksFormat>& Formats() {
  static const Names<ForksFormat> kNames = {{"text", ForksFormat::kText},
                                            {"json", ForksFormat::kJson}};
  return kNames;
}

const Names<ForkGraphFormat>& GraphFormats() {
  static const Names<ForkGraphFormat> kNames = {{"dot", ForkGraphFormat::kDot},
                                                {"json", ForkGraphFormat::kJson}};
  return kNames;
}

const Names<ProjectRole>& Roles() {
  static const Names<ProjectRole> kNames = {{"project", ProjectRole::kProject},
                                            {"template", ProjectRole::kTemplate},
                                            {"common", ProjectRole::kCommon}};
  return kNames;
}

constexpr const char* kHowWritten = "How the result is written";

}  // namespace

template <typename Request>
void IndexCommands::Take(CLI::App& command, const Request& request) {
  command.final_callback([this, &request] { asked_ = IndexRequest{place_, request}; });
}

IndexCommands::IndexCommands(CLI::App& app) {
  CLI::App* index = app.add_subcommand(
      "index", "Know the projects of a platform by their content, and ask which belong together");
  index->require_subcommand(1);
  index->fallthrough();
  index->add_option("--index", place_.folder, "The index's folder (default: in the user's cache)");
  index->add_option("--partition", place_.partition.text,
                    "Projects with the same readers: what stands in one never shows in another "
                    "(default: public)");
  AddFilling(*index);
  AddAsking(*index);
  work_ = index->add_subcommand("work", "Carry out one order on standard input")->group("");
  index->footer("Exit codes: 0 done, 2 wrong use, 3 something could not be read.");
}

void IndexCommands::AddFilling(CLI::App& index) {
  CLI::App* add = index.add_subcommand("add", "Take a project in, or bring it up to date");
  add->add_option("NAME", add_.name, "What it is called, as group/project")->required();
  add->add_option("SOURCE", add_.source, "Its repository: a folder, or an https address")
      ->required();
  AddChoice(*add, "--role", Roles(), add_.role,
            "template: others are begun from it; common: third-party code that many carry along");
  Take(*add, add_);
  CLI::App* update = index.add_subcommand("update", "Bring projects up to date");
  update->add_option("NAME", update_.names, "Which (default: all)");
  Take(*update, update_);
  CLI::App* remove = index.add_subcommand("remove", "Forget projects");
  remove->add_option("NAME", remove_.names, "Which")->required();
  Take(*remove, remove_);
}

void IndexCommands::AddAsking(CLI::App& index) {
  CLI::App* list = index.add_subcommand("list", "List the projects");
  AddChoice(*list, "--format", Formats(), list_.format, kHowWritten);
  Take(*list, list_);
  CLI::App* status = index.add_subcommand("status", "Say how large it is, and what is out of date");
  AddChoice(*status, "--format", Formats(), status_.format, kHowWritten);
  Take(*status, status_);
  CLI::App* query = index.add_subcommand("query", "Say which projects a repository belongs to");
  query->add_option("--repo", query_.repository, "The repository (default: this folder)");
  query->add_option("--rev", query_.revision, "The revision (default: HEAD)");
  AddChoice(*query, "--format", Formats(), query_.format, kHowWritten);
  Take(*query, query_);
  CLI::App* similar = index.add_subcommand(
      "similar", "Name projects with the same task, going by their publiccode.yml");
  similar->add_option("FILE", similar_.file, "The publiccode.yml of the project to come")
      ->required();
  AddChoice(*similar, "--format", Formats(), similar_.format, kHowWritten);
  Take(*similar, similar_);
  CLI::App* graph = index.add_subcommand("graph", "Draw which projects belong together");
  AddChoice(*graph, "--format", GraphFormats(), graph_.format, kHowWritten);
  Take(*graph, graph_);
}

std::optional<IndexRequest> IndexCommands::Asked() const { return asked_; }

}  // namespace headwater::cli
