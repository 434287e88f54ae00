-- One action on the robot's own TextEdit, identified by its process id; the first argument names the action.
on run argv
	set act to item 1 of argv
	if act is "allowed" then
		tell application "System Events" to return UI elements enabled
	end if
	set editorId to (item 2 of argv) as integer
	if act is "paste" then set previousText to my takeClipboard(item 3 of argv)
	tell application "System Events"
		set editor to first process whose unix id is editorId
		if act is "title" then
			if (count of windows of editor) is 0 then return ""
			return name of window 1 of editor
		end if
		if act is "bounds" then
			set {x, y} to position of window 1 of editor
			set {w, h} to size of window 1 of editor
			return ((x as text) & "," & y & "," & w & "," & h)
		end if
		set frontmost of editor to true
		repeat 50 times
			if frontmost of editor then exit repeat
			delay 0.05
		end repeat
		if not (frontmost of editor) then error "Another window keeps the keyboard."
		if act is "type" then
			keystroke (item 3 of argv)
		else if act is "paste" then
			keystroke "v" using command down
			delay 0.3
		else if act is "clear" then
			keystroke "a" using command down
			key code 51
		else if act is "save" then
			keystroke "s" using command down
		else if act is "quit" then
			keystroke "q" using command down
		end if
	end tell
	if act is "paste" then set the clipboard to previousText
	return "ok"
end run

-- Puts the text on the clipboard and returns the former content, so that it can be restored afterwards.
on takeClipboard(newText)
	try
		set previousText to (the clipboard as text)
	on error
		set previousText to ""
	end try
	set the clipboard to newText
	return previousText
end takeClipboard
