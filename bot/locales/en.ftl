# Sentences of the interface in English.

## Errors

error-unexpected = Something went wrong on our side (update { $number }). It is in the log; please try again.
error-not-found = It is no longer there.
error-not-allowed = You may not do this.
error-not-editable = This post can no longer be changed.
error-unready = The draft cannot be published as it is.
error-channel-unavailable = The bot cannot work in this channel.
error-input-refused = This cannot be used here.
error-not-built-yet = This is not built yet. A later version brings it.
error-channel-gone = This channel is no longer connected. Connect it in /channels.
error-connect-owner-only = Only an owner of this Rubrika may connect channels. Ask for your id to be added to OWNER_IDS.
error-connect-not-admin = You are not an administrator of “{ $channel }”: ask its owner to make you one, then try again.
error-channel-invisible = I cannot see this channel. Add me to it as an administrator, then try again.
error-not-a-channel = This is not a channel. I publish in channels only.
error-authors-only = This command is for the channel's authors.

## Commands

command-new = write a draft
command-drafts = drafts
command-plan = what is planned
command-posts = published posts and their numbers
command-channels = channels and their settings
command-tags = rubrics
command-search = search the archive
command-top = the best posts
command-digest = my digest
command-language = language
command-cancel = leave the question
command-help = what I can do

## Channel events

channel-connected =
    Connected: { $channel }

    Send me a text, a picture, an album, a link or a forwarded post: it becomes a draft of this channel. Posts made by hand in the channel join the archive by themselves.
channel-paused = “{ $channel }” is paused: I am no longer an administrator there with the rights to post, edit and delete messages. Nothing is lost; give the rights back and I go on.
channel-connect-refused = You added me to “{ $channel }”, but nothing is connected. { $reason }

error-missing-rights = I lack rights in “{ $channel }”: { $rights }. Switch them on for me among the administrators of the channel, then I can work there.
right-can_post_messages = to post messages
right-can_edit_messages = to edit messages of others
right-can_delete_messages = to delete messages
